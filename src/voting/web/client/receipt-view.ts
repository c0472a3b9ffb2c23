import { encode } from 'uqr';
import { put } from './choice.js';
import { receiptFragment, receiptText, type KeptReceipt } from './kept-receipt.js';

/** Shows a receipt as numbers, as text, as a picture to scan, and as the address where it is checked. */
export function showKept(page: HTMLElement, kept: KeptReceipt): void {
  const text = receiptText(kept);
  const address = new URL(`/receipt#${receiptFragment(kept)}`, location.href).href;
  put(page, '[data-serial]', kept.serial);
  put(page, '[data-leaf]', kept.leafHash);
  put(page, '[data-receipt-text]', text);
  page.querySelector('[data-code]')?.replaceChildren(picture(address));
  const link = page.querySelector<HTMLAnchorElement>('[data-box]');
  if (link) link.href = address;
  const file = page.querySelector<HTMLAnchorElement>('[data-save]');
  if (file)
    file.href = `data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n${address}\n`)}`;
}

/** A QR code whose dark squares are one path. */
function picture(address: string): SVGSVGElement {
  const { data, size } = encode(address, { ecc: 'L', border: 4 });
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('aria-hidden', 'true');
  const ground = document.createElementNS(space, 'rect');
  for (const side of ['width', 'height']) ground.setAttribute(side, String(size));
  ground.setAttribute('class', 'light');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', dark.join(''));
  svg.append(ground, path);
  return svg;
}
