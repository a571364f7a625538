// One way in for code, link and printed code: post the credential, learn who is here, go to work.
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { createLogin, meQuery } from "../api/account";
import type { Credential } from "../api/account";
import { learnServerTime } from "../api/server-clock";
import { homeOf } from "../shell/places";

export function useSignIn(next: string | undefined) {
  const queries = useQueryClient();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const refuse = (refusal: unknown) => {
    setError(refusal);
    setAttempt((count) => count + 1);
  };
  const signIn = async (credential: Credential) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const me = await createLogin(credential);
      learnServerTime(me.server_time);
      // Nothing of an earlier account stays in the cache.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
      queries.setQueryData(meQuery.queryKey, me);
      await router.navigate({ to: next ?? homeOf(me.workplaces), replace: true });
    } catch (refusal) {
      refuse(refusal);
    } finally {
      setBusy(false);
    }
  };
  const begin = () => { setError(null); };
  return { signIn, refuse, begin, busy, error, attempt };
}
