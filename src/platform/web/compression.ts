import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { accessCookie, refreshCookie } from '../identity/cookies.js';

/** What shrinks; archives, workbooks and the bytes of ballot boxes do not. */
const shrinking =
  /^(text\/(html|css|csv|plain|javascript)|application\/(json|javascript)|image\/svg)/;

/**
 * Compresses what anybody may read, and nothing that belongs to a session: where a page with something private in it also
 * repeats what the address says, the length of its compressed form tells whoever listens on the line what the private part
 * is (BREACH). Record 20 has the reasons. Bodies of requests are taken as they come, never unpacked.
 */
export async function registerCompression(app: NestFastifyApplication): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    customTypes: shrinking,
    globalDecompression: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!mayCompress(request)) request.headers['x-no-compression'] = 'session';
    done();
  });
}

function mayCompress(request: FastifyRequest): boolean {
  if (request.method !== 'GET') return false;
  if (request.url.startsWith('/assets/')) return true;
  const cookies = request.cookies as Readonly<Record<string, string | undefined>>;
  return (
    request.headers.authorization === undefined &&
    cookies[accessCookie] === undefined &&
    cookies[refreshCookie] === undefined
  );
}
