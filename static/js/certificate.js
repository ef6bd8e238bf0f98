// The address on a certificate ends in # and its code. Browsers keep that part to themselves: the code is moved into the
// form here, and out of the address, so that neither a log nor the history of this browser holds the name inside it.
const field = document.querySelector("[data-certificate-code]");
const status = document.querySelector("[data-certificate-status]");

const takeCode = () => {
  const code = location.hash.slice(1);
  if (!/^[\w-]{87,4096}$/.test(code)) return;
  history.replaceState(null, "", location.pathname);
  field.value = code;
  status.textContent = status.dataset.ready;
  field.form.querySelector("button").focus();
};

addEventListener("hashchange", takeCode);
takeCode();
