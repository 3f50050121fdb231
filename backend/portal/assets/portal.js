// Small comforts. Every page works without them.
"use strict";
addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Questions that hang on an answer of the same page appear and go with it. The
// server judges again, so a page that did not keep up loses nothing.
const answerTo = (form, field) => {
  const fields = [...form.elements].filter((one) => one.name === field && !one.matches("fieldset[disabled] *"));
  if (fields.length === 0) return [];
  if (fields[0].type === "radio" || fields[0].type === "checkbox") return fields.filter((one) => one.checked).map((one) => one.value);
  const typed = fields[0].value.trim();
  return typed === "" ? [] : [typed.replace(/\s/g, "").replace(",", ".")];
};
const holds = (given, operator, value) => {
  if (given.length === 0) return false;
  const isNumber = value !== "" && !Number.isNaN(Number(value)) && !Number.isNaN(Number(given[0]));
  const same = isNumber ? Number(given[0]) === Number(value) : given.includes(value);
  if (operator === "is" || operator === "contains") return same;
  if (operator === "is_not") return !same;
  if (operator === "at_least") return isNumber && Number(given[0]) >= Number(value);
  if (operator === "at_most") return isNumber && Number(given[0]) <= Number(value);
  return operator === "answered";
};
const follow = (form) => {
  for (const part of form.querySelectorAll("fieldset.when")) {
    const { field, operator, value } = part.dataset;
    part.hidden = part.disabled = !holds(answerTo(form, field), operator, value);
  }
};
addEventListener("input", (event) => {
  if (event.target.form?.matches(".sitting")) follow(event.target.form);
});
addEventListener("pageshow", () => document.querySelectorAll("form.sitting").forEach(follow));

// Of the drivers that are set by response, those of the chosen assessment.
const narrow = () => {
  const chosen = document.querySelector("select[name=assessment]");
  for (const part of document.querySelectorAll("[data-assessment]")) part.hidden = part.disabled = part.dataset.assessment !== chosen?.value;
};
addEventListener("change", narrow);
addEventListener("pageshow", narrow);

// A page with progress loads itself anew, unless somebody is doing something on
// it: nobody loses their place. Without this there is a link that does it.
if (document.querySelector("[data-again]")) {
  setInterval(() => {
    if (document.activeElement === document.body && getSelection().isCollapsed) location.reload();
  }, 2000);
}
