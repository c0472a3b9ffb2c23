import { fileTypeFromBuffer } from 'file-type';

/** The kinds of document a person may hand in. */
export type DocumentType = 'application/pdf' | 'image/jpeg' | 'image/png';

const accepted: readonly DocumentType[] = ['application/pdf', 'image/jpeg', 'image/png'];

const extensions: Readonly<Record<DocumentType, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
};

/** What the bytes really are, whatever their name says; undefined when it is not an accepted kind. */
export async function sniffDocumentType(content: Buffer): Promise<DocumentType | undefined> {
  const found = await fileTypeFromBuffer(content);
  return accepted.find((type) => type === found?.mime);
}

/** Whether the file's name promises the type that the bytes have. */
export function nameFits(name: string, type: DocumentType): boolean {
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  return extensions[type].includes(extension);
}
