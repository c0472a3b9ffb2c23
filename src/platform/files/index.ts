export { FileStore, largestFile, type FileRefusal, type StoredFile } from './file-store.js';
export { FilesModule } from './files.module.js';
