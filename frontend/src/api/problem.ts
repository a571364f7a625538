// What the server answers when it refuses: RFC 9457 problems as one error class. Knows no words;
// the sentence of a code is in locales/*/problems.json.
export interface ProblemDetail {
  pointer: string;
  code: string;
  params?: Record<string, unknown> | null;
}

interface ProblemBody {
  title?: string;
  code?: string;
  errors?: ProblemDetail[] | null;
  request_id?: string | null;
  current?: unknown;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ProblemDetail[];
  readonly requestId: string | null;
  /** The DTO as it stands now, sent with 412. */
  readonly current: unknown;

  constructor(status: number, body: ProblemBody) {
    super(body.title ?? "");
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? codeOfStatus(status);
    this.details = body.errors ?? [];
    this.requestId = body.request_id ?? null;
    this.current = body.current;
  }

  /** True when asking again later may help: the network or the server failed, nothing was decided. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The request never reached the server or its answer never came back. */
export function networkProblem(): Problem {
  return new Problem(0, { code: "network" });
}

/** What browsers call a request or a part of the program that did not come; their other TypeErrors are our mistakes. */
const NOT_COME = /fetch|network|load|import/i;

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError && NOT_COME.test(error.message)) return networkProblem();
  return new Problem(0, { code: "unexpected", title: error instanceof Error ? error.message : "" });
}

function codeOfStatus(status: number): string {
  const codes: Record<number, string> = {
    0: "network",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
  };
  return codes[status] ?? (status >= 500 ? "server_error" : "refused");
}
