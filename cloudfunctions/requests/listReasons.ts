import { mediaTypes, PART_BYTES_UP, type requests } from '../../contract/requests';
import { accept } from '../../domain/outcome';
import { requestRulesOf } from '../_database/rules';
import { reasonsOf } from '../_requests/reasons';
import type { Handler } from '../_runtime/serve';

/** Why a lane opens and what proves it; sources stay in the database. */
export const listReasons: Handler<typeof requests.listReasons> = async ({ database }, { kind }, { city }) => {
  const [reasons, rules] = await Promise.all([reasonsOf(database, city), requestRulesOf(database, city)]);
  const asked = reasons.filter((each) => kind === undefined || each.kind === kind);
  return accept({
    reasons: asked.map(({ reason, kind, name, proofs, coversPeriod }) => ({
      reason,
      kind,
      name,
      proofs: proofs.map(({ item }) => item),
      coversPeriod,
    })),
    limits: {
      mediaTypes: [...mediaTypes],
      bytesMax: rules.evidenceBytesMax,
      filesMax: rules.evidenceFilesMax,
      pagesMax: rules.evidencePagesMax,
      partBytes: PART_BYTES_UP,
      letterDaysMax: rules.letterDaysMax,
    },
  });
};
