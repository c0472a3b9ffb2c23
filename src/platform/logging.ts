import type { Params } from 'nestjs-pino';
import type { Settings } from './settings.js';

interface LoggedRequest {
  readonly id: unknown;
  readonly method: string;
  readonly url: string;
}

/** One line a request, without personal data: no address, no query, no header, no body. The ballot path logs nothing. */
export function requestLogging(settings: Settings): Params {
  return {
    pinoHttp: {
      level: settings.logLevel,
      autoLogging: { ignore: ({ url = '' }) => isBallotPath(url) || url.startsWith('/assets/') },
      serializers: {
        req: ({ id, method, url }: LoggedRequest) => ({ id, method, path: url.split('?')[0] }),
        res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      },
    },
  };
}

function isBallotPath(url: string): boolean {
  return /^\/api\/rounds\/[^/]+\/ballots/.test(url);
}
