// The approval chain of an edition: what was requested, what is done, what is next; and awards by exception.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Approvals = Schemas["Approvals"];
export type Approval = Schemas["Approval"];
export type ApprovalLine = Schemas["ApprovalLine"];
export type AwardException = Schemas["AwardException"];
export type ProposeException = Schemas["ProposeException"];
export type RegisterApproval = Schemas["RegisterApproval"];
export type Strike = Schemas["Strike"];

export const approvalsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "approvals"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/approvals", { params: { path: { edition } } })),
  });

export function requestApproval(edition: string) {
  return answered(api.POST("/api/editions/{edition}/approvals", { params: { path: { edition } }, body: {} }));
}

export function approveList(edition: string, approval: string, listHash: string, strikes: Strike[]) {
  return answered(
    api.POST("/api/editions/{edition}/approvals/{approval}/approve", {
      params: { path: { edition, approval } },
      body: { list_hash: listHash, strikes },
    }),
  );
}

export function registerApproval(edition: string, approval: string, body: RegisterApproval) {
  return answered(api.POST("/api/editions/{edition}/approvals/{approval}/register", { params: { path: { edition, approval } }, body }));
}

export function returnList(edition: string, approval: string, reason: string) {
  return answered(api.POST("/api/editions/{edition}/approvals/{approval}/return", { params: { path: { edition, approval } }, body: { reason } }));
}

export function recallApproval(edition: string, approval: string, reason: string) {
  return answered(api.POST("/api/editions/{edition}/approvals/{approval}/recall", { params: { path: { edition, approval } }, body: { reason } }));
}

export function proposeException(edition: string, body: ProposeException) {
  return answered(api.POST("/api/editions/{edition}/exceptions", { params: { path: { edition } }, body }));
}

export function confirmException(edition: string, exception: string) {
  return answered(api.POST("/api/editions/{edition}/exceptions/{exception}/confirm", { params: { path: { edition, exception } }, body: {} }));
}

export function withdrawException(edition: string, exception: string, reason: string) {
  return answered(api.POST("/api/editions/{edition}/exceptions/{exception}/withdraw", { params: { path: { edition, exception } }, body: { reason } }));
}

const of = (edition: string, approval: string) => `/api/editions/${encodeURIComponent(edition)}/approvals/${approval}`;

/** Where the paper of the next step is uploaded to. */
export function approvalScanUrl(edition: string, approval: string): string {
  return `${of(edition, approval)}/scan`;
}

/** Where the paper of a step is read; 1 for the first of the chain. */
export function takenScanUrl(edition: string, approval: string, step: number): string {
  return `${of(edition, approval)}/scans/${String(step)}`;
}
