import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('sorts keys by UTF-16 units (RFC 8785, 3.2.3)', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      ö: 7,
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it('writes numbers and texts as ECMAScript does and nothing between them', () => {
    expect(canonicalJson({ b: [1, 2.5, 1e30, null, true], a: 'Ә"\n' })).toBe(
      '{"a":"Ә\\"\\n","b":[1,2.5,1e+30,null,true]}',
    );
  });
});
