/**
 * What a signed page does by itself: checks its signature with the browser's own Ed25519, and only then
 * shows what was signed. It fetches nothing and sends nothing.
 */
export const PAGE_SCRIPT = `(async () => {
  const at = (id) => document.getElementById(id);
  const bytes = (id) => Uint8Array.from(atob(at(id).textContent.trim()), (sign) => sign.charCodeAt(0));
  const verdict = at("verdict");
  const say = (state) => { verdict.dataset.state = state; verdict.textContent = verdict.dataset[state]; };
  let signed, signature, key;
  try { signed = bytes("signed"); signature = bytes("signature"); key = bytes("key"); } catch { return say("tampered"); }
  const show = () => {
    at("content").innerHTML = JSON.parse(new TextDecoder().decode(signed)).page;
  };
  let isGenuine;
  try {
    const known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    isGenuine = await crypto.subtle.verify({ name: "Ed25519" }, known, signature, signed);
  } catch {
    show();
    return say("unable");
  }
  if (!isGenuine) return say("tampered");
  show();
  say("genuine");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", key));
  const print = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  at("print").textContent = at("print").dataset.name + " " + print.match(/..../g).join(" ");
})();`;

/** SHA-256 of the script in Base64, for the page's own content policy: no other script runs in it. */
export const PAGE_SCRIPT_SHA256 = "WPaymOZL9WiaIX8ihjQsJ7OMBlyxwmQe7s+lsByZd3U=";
