// The one client of the API, generated from the OpenAPI document. Every answer is either data or a Problem.
import createClient from "openapi-fetch";
import { asProblem, networkProblem, Problem } from "./problem";
import type { paths } from "./schema";

export const api = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer, or a thrown Problem. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (error) {
    throw error instanceof TypeError ? networkProblem() : asProblem(error);
  }
  if (!answer.response.ok) {
    const body = typeof answer.error === "object" && answer.error !== null ? answer.error : {};
    throw new Problem(answer.response.status, body);
  }
  return answer.data as T;
}

/** The If-Match header of a revision. */
export function ifMatch(revision: number) {
  return { "If-Match": `"${String(revision)}"` };
}
