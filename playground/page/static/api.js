// Talking to the playground. Every failure is an Error whose message may be shown.

const WORDS = {
  dispatch_failed: "did not take it (dispatch_failed). Is it running?",
  operation_timeout: "did not answer within three seconds (operation_timeout).",
  invalid_response: "answered with something Slack cannot use (invalid_response).",
  interactivity_not_enabled: "has no interactivity in its manifest.",
};

async function answerOf(response) {
  if (response.ok) return response.json();
  throw new Error((await response.text()) || `the playground answered ${response.status}`);
}

/** Fetch the JSON at an address. */
export async function get(address) {
  return answerOf(await fetch(address));
}

/** Post a form, or an object as JSON; return the answer's JSON. */
export async function post(address, body) {
  const isForm = body instanceof FormData;
  const headers = isForm ? {} : { "Content-Type": "application/json" };
  const sent = isForm ? body : JSON.stringify(body ?? {});
  return answerOf(await fetch(address, { method: "POST", body: sent, headers }));
}

/** Ask the app for something: like `post`, but an error of the app is thrown. */
export async function ask(address, body, appName = "Glimpse") {
  const answer = await post(address, body);
  const words = WORDS[answer.error];
  if (words) throw new Error(`${appName} ${words}`);
  return answer;
}
