// After an act of the chain: what was answered is shown, and what hangs on it is read again.
import { approvalsQuery } from "../../api/approvals";
import type { Approvals } from "../../api/approvals";
import { awardsQuery, editionQuery, publicationsQuery } from "../../api/editions";
import { queries } from "../../api/queries";

export function remember(edition: string, approvals: Approvals) {
  queries.setQueryData(approvalsQuery(edition).queryKey, approvals);
  for (const { queryKey } of [awardsQuery(edition), publicationsQuery(edition), editionQuery(edition)]) {
    void queries.invalidateQueries({ queryKey, exact: true });
  }
}
