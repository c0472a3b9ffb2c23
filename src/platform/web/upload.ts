interface UploadPart {
  readonly filename: string;
  toBuffer(): Promise<Buffer>;
}

export interface Upload {
  readonly name: string;
  readonly content: Buffer;
}

/** The file handed in under `field` of a multipart form; null when none was chosen. */
export async function uploadIn(body: unknown, field: string): Promise<Upload | null> {
  const part = (body as Readonly<Record<string, unknown>> | null)?.[field];
  if (!isUpload(part) || part.filename === '') return null;
  return { name: part.filename, content: await part.toBuffer() };
}

/** The text fields of a multipart form, as a plain form would have sent them. */
export function textFieldsIn(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    entries.flatMap(([name, part]): [string, string][] => {
      if (typeof part === 'string') return [[name, part]];
      const value =
        typeof part === 'object' && part !== null && 'value' in part ? part.value : undefined;
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function isUpload(part: unknown): part is UploadPart {
  return typeof part === 'object' && part !== null && 'toBuffer' in part && 'filename' in part;
}
