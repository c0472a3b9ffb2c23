import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** After so long without an answer a device gives the connection up and tries again. */
const patience = 30_000;

/** JSON over a bounded number of connections that are kept open. */
export class Http {
  private readonly agent: Agent;
  private readonly host: string;
  private readonly port: string;

  constructor(url: string, connections: number) {
    const { hostname, port } = new URL(url);
    [this.host, this.port] = [hostname, port];
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Answers what came back; fails when the connection was lost before it came. */
  send(method: 'GET' | 'POST', path: string, body = '', bearer?: string): Promise<HttpAnswer> {
    return new Promise((answer, fail) => {
      const sent = request(
        {
          agent: this.agent,
          host: this.host,
          port: this.port,
          method,
          path,
          timeout: patience,
          headers: {
            ...(body && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
            }),
            ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          },
        },
        (response) => {
          text(response).then(
            (got) => answer({ status: response.statusCode ?? 0, body: got }),
            fail,
          );
        },
      );
      sent.on('error', fail);
      sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
