import { counts, membersOn, openOn, type Census, type Start } from './census.js';
import type { Demand } from './demands.js';
import type { CertificateOutput } from './output-file.js';
import { holds } from './questions.js';
import type { Fault } from './report.js';

/** What a certificate is about: the place and the person, the list before that person is placed, and with the person. */
export interface Setting {
  readonly census: Census;
  readonly demands: readonly Demand[];
  readonly because: readonly string[];
  /** Null where the members of the list were being settled. */
  readonly place: number | null;
  readonly person: number;
  readonly before: Start;
  readonly after: Start;
}

type CountingCertificate = Extract<CertificateOutput, { kind: 'floor' | 'ceiling' | 'supply' }>;
type Wrong = Omit<Fault, 'place' | 'candidate'>;

/** What is wrong with a certificate; nothing where its numbers are right and rule the person out. */
export function certificateFaults(certificate: CertificateOutput, setting: Setting): Wrong[] {
  switch (certificate.kind) {
    case 'intervention':
      return [{ kind: 'no-intervention' }];
    case 'together':
      return togetherFaults(certificate, setting);
    case 'floor':
    case 'ceiling':
    case 'supply':
      return countingFaults(certificate, setting);
  }
}

function togetherFaults(
  { quotas, proof }: Extract<CertificateOutput, { kind: 'together' }>,
  { census, demands, because, after }: Setting,
): Wrong[] {
  if (!sameSet(quotas, because)) return [{ kind: 'other-quotas', quotas }];
  const named = because.flatMap((id) => census.quotaOf.get(id) ?? []);
  return proof === null || holds(proof, census, after, named, demands)
    ? []
    : [{ kind: 'proof-fails' }];
}

function countingFaults(certificate: CountingCertificate, setting: Setting): Wrong[] {
  const { census, demands, because } = setting;
  const { quota: id, from, to } = certificate;
  if (!sameSet([id], because)) return [{ kind: 'other-quotas', quotas: [id] }];
  const quota = census.quotaOf.get(id);
  const demand = demands.find(
    (other) => other.quota === quota && other.from === from && other.to === to,
  );
  if (!demand) return [{ kind: 'no-such-demand', quota: id, from, to }];
  const numbers = rightNumbers(certificate, demand, setting);
  const wrong = Object.entries(numbers.right).flatMap(([number, found]): Wrong[] => {
    const claimed = shown(certificate[number as keyof CountingCertificate]);
    return claimed === found ? [] : [{ kind: 'wrong-number', number, claimed, found }];
  });
  if (wrong.length > 0) return wrong;
  return numbers.rulesOut ? [] : [{ kind: 'rules-nobody-out', quota: id, from, to }];
}

/** The numbers as they should be, and whether they keep the person from the place. */
function rightNumbers(
  certificate: CountingCertificate,
  demand: Demand,
  { census, place, person, before, after }: Setting,
): { right: Record<string, string>; rulesOut: boolean } {
  const { quota, from, to, least, most } = demand;
  const member = counts(census, person, quota);
  const inside = place !== null && from <= place && place <= to;
  switch (certificate.kind) {
    case 'floor': {
      const present = membersOn(census, before.seats, demand);
      const open = openOn(before.seats, from, to);
      return {
        right: { required: shown(least), present: shown(present), remaining: shown(open) },
        rulesOut: inside && !member && present + open.length - 1 < least,
      };
    }
    case 'ceiling': {
      const present = membersOn(census, before.seats, demand);
      return {
        right: { allowed: shown(most), present: shown(present) },
        rulesOut: inside && member && present + 1 > most,
      };
    }
    case 'supply': {
      const present = membersOn(census, after.seats, demand);
      const left = after.left.filter((other) => counts(census, other, quota)).length;
      return {
        right: { required: shown(least), present: shown(present), left: shown(left) },
        rulesOut: present + left < least,
      };
    }
  }
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return new Set(a).size === new Set(b).size && a.every((id) => b.includes(id));
}
