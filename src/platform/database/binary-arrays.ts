// Arrays as PostgreSQL sends them in binary (array_recv in its source): the dimensions, then every element behind its length.
// As text a byte would travel as two hexadecimal digits, written here and read there for every ballot.

const header = 20;
const oneDimension = 1;
const byteaType = 17;
const uuidType = 2950;

/** A `bytea[]` parameter. */
export function byteaArray(elements: readonly Uint8Array[]): Buffer {
  return arrayOf(byteaType, elements);
}

/** A `uuid[]` parameter. */
export function uuidArray(ids: readonly string[]): Buffer {
  const known = new Map<string, Buffer>();
  const bytesOf = (id: string): Buffer => {
    const bytes = known.get(id) ?? Buffer.from(id.replaceAll('-', ''), 'hex');
    known.set(id, bytes);
    return bytes;
  };
  return arrayOf(uuidType, ids.map(bytesOf));
}

function arrayOf(type: number, elements: readonly Uint8Array[]): Buffer {
  const size = elements.reduce((sum, { length }) => sum + 4 + length, header);
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(oneDimension, 0);
  array.writeInt32BE(0, 4); // no element is NULL
  array.writeInt32BE(type, 8);
  array.writeInt32BE(elements.length, 12);
  array.writeInt32BE(1, 16); // the first has the number 1
  let at = header;
  for (const element of elements) {
    at = array.writeInt32BE(element.length, at);
    array.set(element, at);
    at += element.length;
  }
  return array;
}
