// One file to one slot, with progress: fetch cannot report it, XMLHttpRequest can.
import { networkProblem, Problem } from "./problem";

export interface Upload<T> {
  done: Promise<T>;
  cancel: () => void;
}

export function uploadFile<T>(url: string, file: File, onProgress: (sent: number) => void): Upload<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => { onProgress(event.loaded); });
    request.addEventListener("error", () => { reject(networkProblem()); });
    request.addEventListener("abort", () => { reject(new Problem(0, { code: "upload_cancelled" })); });
    request.addEventListener("load", () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(new Problem(request.status, body));
    });
  });
  const form = new FormData();
  form.append("file", file);
  request.open("POST", url);
  request.setRequestHeader("Accept", "application/json");
  request.send(form);
  return { done, cancel: () => { request.abort(); } };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
