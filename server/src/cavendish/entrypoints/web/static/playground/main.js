// The playground: puts its parts together.

import { t, toast } from "../look.js";
import { CallError } from "./api.js";
import { showCode } from "./code_dialog.js";
import { Composer } from "./composer.js";
import { explain, failure, inSeconds } from "./facts.js";
import { Gallery } from "./gallery.js";
import { Lightbox } from "./lightbox.js";
import { askForKey, begin, isSignedIn } from "./session.js";
import { Stage } from "./stage.js";
import { isFinal, Tasks } from "./tasks.js";

const catalogue = JSON.parse(document.getElementById("catalogue").textContent);
const announcer = document.getElementById("announcer");
const submitButton = document.getElementById("submit");
const tasks = new Tasks();
const mine = new Set(); // submitted from this page: their ends are announced

/** Do it, and say what went wrong in the form. */
async function guarded(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.status !== 401) composer.complain(explain(error));
    return null;
  }
}

const askedOf = async (task) => task.asked ?? (await tasks.detail(task), task.asked);

async function submit(asked) {
  if (!isSignedIn()) return askForKey(t("playground.sign_in_first"));
  submitButton.disabled = true;
  const task = await guarded(() => tasks.submit(asked));
  submitButton.disabled = false;
  if (!task) return;
  mine.add(task.id);
  stage.show(task);
  announcer.textContent = t("playground.pending");
  // On a phone the picture is below the form, and at a desk the reader may be down in the gallery.
  document.getElementById("easel").scrollIntoView({ block: "nearest", behavior: "smooth" });
}

const actions = {
  open: (task) => lightbox.open(task),
  cancel: (task) => guarded(() => tasks.cancel(task)),
  tryAgain: (task) => guarded(async () => {
    const { model, provider, input } = await askedOf(task);
    lightbox.close();
    composer.reuse({ model, provider, input });
    const asked = composer.check();
    if (asked) await submit(asked);
  }),
  reuse: (task) => guarded(async () => {
    composer.reuse(await askedOf(task));
    lightbox.close();
    toast(t("playground.reused"));
  }),
  useAsReference: (task) => {
    lightbox.close();
    if (!composer.references.addLink(task.url)) return;
    toast(t("playground.added_reference", { n: composer.references.count }));
    composer.focus();
  },
  showCode: (task) => guarded(async () => {
    const { model, provider, input } = await askedOf(task);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value.length !== 0));
    // The server does not tell links of uploads again; somebody else's link stands in their place.
    const isLost = given.image_urls?.some((url) => !url.startsWith("http"));
    if (isLost) given.image_urls = given.image_urls.map((url) => (url.startsWith("http") ? url : "https://example.com/picture.png"));
    showCode({ publicUrl: catalogue.publicUrl, model, body: { provider, input: given }, isLost });
  }),
};

const context = { tasks, actions, models: catalogue.models };
const stage = new Stage(context);
const lightbox = new Lightbox(context);
const gallery = new Gallery({ tasks, open: actions.open });
const composer = new Composer({
  catalogue,
  submit,
  changed: (form) => stage.showShape(form.ratio),
  askCode: (asked) => showCode({ publicUrl: catalogue.publicUrl, ...asked }),
});

function announce(task) {
  if (!mine.has(task.id)) return;
  if (task.state === "processing") announcer.textContent = t("playground.processing");
  if (task.state === "success") announcer.textContent = t("playground.done_announcement", { s: inSeconds(task.costTime) });
  if (task.state === "failed") announcer.textContent = t("playground.failed_announcement", { reason: `${failure(task).reason}. ${failure(task).cure}` });
  if (isFinal(task)) mine.delete(task.id);
}

tasks.addEventListener("change", ({ detail: task }) => {
  gallery.draw(isSignedIn());
  if (task) {
    announce(task);
    lightbox.update(task);
  }
  if (!task && !stage.task) {
    const newest = tasks.all.find((each) => each.state !== "failed");
    if (newest) stage.show(newest);
  } else if (task && task.id === stage.task?.id) {
    stage.show(task);
  }
});

for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

await guarded(() => begin(async (session) => {
  if (session.signedIn) {
    composer.allow(session);
    await guarded(() => tasks.load());
  } else {
    tasks.forget();
    stage.show(null);
    stage.showShape(composer.ratio);
  }
}));
