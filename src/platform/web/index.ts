export { go, page, type Answer } from './answer.js';
export { fieldSentences, readBody, textIn, type FieldErrors, type FieldSentence } from './form.js';
export { type Language } from './language.js';
export { refusal } from './refusal.js';
export { Words } from './words.decorator.js';
export { wordsIn, writeMoment, type Translate, type WordValues } from './words.js';
export { spreadsheetText } from './spreadsheet-text.js';
export { textFieldsIn, uploadIn, type Upload } from './upload.js';
export { NoRateLimit, RateLimit } from './rate-limit.js';
