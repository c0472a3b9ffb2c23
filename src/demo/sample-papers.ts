import type { Pledge } from '../candidate/index.js';
import type { TerritoryCode } from '../kernel/ids.js';

/** A PDF of one empty page. */
export const samplePdf = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`,
  'latin1',
);

/** One promise, as every candidate of the demonstration makes it for the own district. */
export function samplePledge(territory: TerritoryCode, year: number): Pledge {
  return {
    title: { kk: 'Ауылға таза су', ru: 'Чистая вода в каждый аул' },
    text: {
      kk: 'Үш жыл ішінде округтің барлық ауылына орталықтандырылған су құбыры тартылады.',
      ru: 'За три года централизованный водопровод будет проведён во все сёла округа.',
    },
    territory,
    indicator: { kk: 'Су құбырымен қамтылған ауылдардың үлесі', ru: 'Доля сёл с водопроводом' },
    dueYear: year + 3,
  };
}
