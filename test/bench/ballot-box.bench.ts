import { constants, privateDecrypt } from 'node:crypto';
import { DataSource } from 'typeorm';
import { connectionOptions } from '../../src/platform/database/connection.js';
import { Database } from '../../src/platform/database/database.js';
import { LedgerKey } from '../../src/platform/ledger/ledger-key.js';
import { AuthoriseService } from '../../src/voting/application/authorise.service.js';
import { CastBallotService } from '../../src/voting/application/cast-ballot.service.js';
import { BallotRepository } from '../../src/voting/persistence/ballot.repository.js';
import { ParticipationRepository } from '../../src/voting/persistence/participation.repository.js';
import { TokenKeyRepository } from '../../src/voting/persistence/token-key.repository.js';
import { finishToken, requestTokens } from '../../src/voting/tokens/blinding.js';
import { SigningThreads } from '../../src/voting/tokens/signing-threads.js';
import { readTokenPrivateKey, readTokenPublicKey } from '../../src/voting/tokens/token-key.js';
import type { Token } from '../../src/voting/tokens/token-verification.js';
import { freshDatabase } from '../support/database.js';
import { plantRound } from '../support/rounds.js';

const ballots = Number(process.env['BALLOTS'] ?? 5_000);

// BALLOTS=5000 npm test -- --testMatch '<rootDir>/test/bench/ballot-box.bench.ts'
it(`takes ${ballots} voters from the blinding to the receipt`, async () => {
  const database = await freshDatabase();
  const source = await new DataSource(await connectionOptions(database.url)).initialize();
  const threads = new SigningThreads();
  const door = new Database(source);
  const authorisation = new AuthoriseService(
    new ParticipationRepository(door),
    new TokenKeyRepository(door),
    threads,
  );
  const box = new CastBallotService(
    new BallotRepository(door),
    await LedgerKey.at(process.env['TMPDIR'] ?? '/tmp'),
  );
  const round = await plantRound((sql, values) => source.query(sql, values), ballots);
  const key = readTokenPublicKey(round.key.publicKey);
  yardstick(round.key.privateKey);
  const speed = timer();

  const unsigned = Array.from({ length: Math.ceil(ballots / 250) }, (_, batch) =>
    requestTokens(key, round.id, Math.min(250, ballots - 250 * batch)),
  ).flat();
  speed('blind (client)');
  const answers = await Promise.all(
    unsigned.map(({ blinded }, at) =>
      authorisation.authorise({ round: round.id, member: round.voters[at]!, blinded }),
    ),
  );
  speed('authorise (server)');
  const tokens = answers.map((answer, at) => {
    if (!answer.ok) throw new Error(answer.error.kind);
    const token = finishToken(key, unsigned[at]!, answer.value);
    if (!token.ok) throw new Error(token.error.kind);
    return token.value;
  });
  speed('finish (client)');
  const receipts = await Promise.all(
    tokens.map((token: Token) =>
      box.cast({
        ...token,
        round: round.id,
        enc: Buffer.alloc(32, 1),
        ct: Buffer.alloc(round.contentBytes + 16, 1),
      }),
    ),
  );
  speed('cast (server)');

  expect(receipts.filter(({ ok }) => ok)).toHaveLength(ballots);
  await threads.onApplicationShutdown();
  await source.destroy();
  await database.drop();
}, 300_000);

/** What this machine does with one thread at this moment: the speeds below are to be read beside it. */
function yardstick(privateKey: Buffer): void {
  const key = readTokenPrivateKey(privateKey);
  const message = Buffer.alloc(256, 1);
  const operations = 500;
  const started = performance.now();
  for (let done = 0; done < operations; done++)
    privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, message);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`raw RSA, one thread  ${Math.round(operations / seconds)}/s\n`);
}

function timer(): (what: string) => void {
  let started = performance.now();
  return (what) => {
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(`${what.padEnd(20)} ${Math.round(ballots / seconds)}/s\n`);
    started = performance.now();
  };
}
