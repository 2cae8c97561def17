/** Signs one of the demonstration's people in, as a click on them does; what is returned goes into `Cookie`. */
export async function signInToDemo(url: string, person: "reader" | "office" | "admin"): Promise<string> {
  const answer = await fetchAnew(`${url}/api/v1/demo-session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ person }),
  });
  if (!answer.ok) throw new Error(`The demo does not let ${person} in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** A connection that was kept from before may be closed by the other side just now: then a new one is made. */
export const fetchAnew = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, init).catch(() => fetch(url, init));
