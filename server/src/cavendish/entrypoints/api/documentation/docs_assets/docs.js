// The documentation page works without this; it adds language tabs and the forms that try a call.

const STORED_LANGUAGE = "cavendish.docs.language";

function chooseLanguage(language) {
  for (const tabs of document.querySelectorAll("[data-tabs]")) {
    for (const figure of tabs.querySelectorAll("[data-tab]")) figure.hidden = figure.dataset.tab !== language;
    for (const button of tabs.querySelectorAll("[role=tab]")) {
      button.setAttribute("aria-selected", String(button.textContent === language));
    }
  }
  try {
    localStorage.setItem(STORED_LANGUAGE, language);
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
}

function storedLanguage() {
  try {
    return localStorage.getItem(STORED_LANGUAGE);
  } catch {
    return null;
  }
}

function buildTabs() {
  let languages = [];
  for (const tabs of document.querySelectorAll("[data-tabs]")) {
    languages = [...tabs.querySelectorAll("[data-tab]")].map((figure) => figure.dataset.tab);
    const row = document.createElement("div");
    row.className = "switch";
    row.setAttribute("role", "tablist");
    for (const language of languages) {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("role", "tab");
      button.textContent = language;
      button.addEventListener("click", () => chooseLanguage(language));
      row.append(button);
    }
    tabs.prepend(row);
    tabs.classList.add("switched");
  }
  const stored = storedLanguage();
  chooseLanguage(languages.includes(stored) ? stored : languages[0]);
}

function requestOf(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const headers = {};
  for (const input of form.querySelectorAll("input[data-place]")) {
    if (input.value === "") continue;
    if (input.dataset.place === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
    else if (input.dataset.place === "query") query.set(input.name, input.value);
    else headers[input.name] = input.value;
  }
  const key = document.getElementById("key").value.trim();
  if (form.dataset.keyed === "yes" && key) headers.Authorization = `Bearer ${key}`;
  const options = { method: form.dataset.method, headers };
  if (form.elements.body) {
    headers["Content-Type"] = "application/json";
    options.body = form.elements.body.value;
  }
  const base = new URL("..", document.querySelector("link[rel=stylesheet]").href).pathname.replace(/\/docs\/$/, "");
  const search = query.size ? `?${query}` : "";
  return [base + path + search, options];
}

function resultUrls(answer) {
  try {
    return JSON.parse(answer.data.resultJson).resultUrls;
  } catch {
    return [];
  }
}

function showText(output, text) {
  const block = document.createElement("pre");
  block.tabIndex = 0;
  block.textContent = text;
  output.append(block);
}

async function show(output, response) {
  output.replaceChildren();
  const kind = response.headers.get("Content-Type") ?? "";
  if (kind.startsWith("image/")) {
    showPicture(output, URL.createObjectURL(await response.blob()));
  } else if (kind.startsWith("text/event-stream")) {
    await showStream(output, response);
  } else if (kind.startsWith("application/json")) {
    const answer = await response.json();
    showText(output, `HTTP ${response.status}\n${JSON.stringify(answer, null, 2)}`);
    for (const url of resultUrls(answer)) {
      // Our own pictures, by this page's way to the server, which may not be the public one.
      const picture = await fetch(new URL(url).pathname);
      if (picture.ok) showPicture(output, URL.createObjectURL(await picture.blob()));
    }
    rememberTask(answer?.data?.taskId);
  } else {
    showText(output, `HTTP ${response.status}\n${await response.text()}`);
  }
}

async function showStream(output, response) {
  const block = document.createElement("pre");
  block.tabIndex = 0;
  output.append(block);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) block.textContent += part.value;
}

function showPicture(output, url) {
  const image = document.createElement("img");
  image.src = url;
  image.alt = "The finished picture";
  output.append(image);
}

// The next thing to do with a fresh task is to ask for it.
function rememberTask(taskId) {
  if (!taskId) return;
  for (const input of document.querySelectorAll('input[name="taskId"]')) input.value = taskId;
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const output = form.querySelector("output");
  output.textContent = "Waiting for the answer…";
  try {
    await show(output, await fetch(...requestOf(form)));
  } catch (error) {
    output.replaceChildren();
    showText(output, `The call did not succeed: ${error.message}`);
  }
}

function buildForms() {
  for (const form of document.querySelectorAll("form.try")) {
    form.hidden = false;
    form.addEventListener("submit", send);
    const examples = form.querySelector("[data-examples]");
    examples?.addEventListener("change", () => {
      form.elements.body.value = examples.value;
    });
  }
}

function followReading() {
  const links = new Map();
  for (const link of document.querySelectorAll("nav li a")) links.set(link.hash.slice(1), link);
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(entry.target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  for (const article of document.querySelectorAll("article")) observer.observe(article);
}

/** A phone shows the list of endpoints when asked. */
function foldEndpoints() {
  const button = document.getElementById("jump");
  const nav = button.closest("nav");
  const fold = (isOpen) => {
    nav.classList.toggle("open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => fold(!nav.classList.contains("open")));
  nav.addEventListener("click", (event) => { if (event.target.closest("li a")) fold(false); });
}

buildTabs();
buildForms();
foldEndpoints();
followReading();
