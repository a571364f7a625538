// The cache of what the server said. Retries only what may succeed on a second try.
import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && asProblem(error).isTransient,
      retryDelay: 400,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});
