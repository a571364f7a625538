// Who is here: the account, its workplaces, signing in and out.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import { Problem } from "./problem";
import { queries } from "./queries";
import { learnServerTime } from "./server-clock";
import type { Language, Me } from "./types";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async () => {
    const me = await answered(api.GET("/api/me"));
    learnServerTime(me.server_time);
    return me;
  },
  staleTime: 60_000,
});

// A login that has ended is known at once, whichever request learned it; pages stay and keep what was typed.
api.use({
  onResponse: ({ request, response }) => {
    if (response.status !== 401 || request.url.includes("/api/logins")) return;
    queries.setQueryData(meQuery.queryKey, (me) => (me ? { ...me, account: null, workplaces: [] } : me));
  },
});

export type Credential = { email: string; code: string } | { token: string } | { printed_code: string };

export function requestLogin(email: string, language: Language): Promise<unknown> {
  return answered(api.POST("/api/logins/request", { body: { email, language } }));
}

export function createLogin(credential: Credential): Promise<Me> {
  return answered(api.POST("/api/logins", { body: credential }));
}

/** Signs out. A login that has ended by itself is as good. */
export async function endLogin(): Promise<void> {
  try {
    await answered(api.DELETE("/api/logins/current"));
  } catch (refusal) {
    if (!(refusal instanceof Problem && refusal.status === 401)) throw refusal;
  }
}
