// The tasks that the page knows, newest first, kept up to date by the server's events.

import { base, call, CallError, events } from "./api.js";

const LIFETIME_MS = 15 * 24 * 3600 * 1000;
const MAX_STREAMS = 3; // a browser has six connections to one host over HTTP/1.1
const POLL_MS = 2000;
const PAGE_SIZE = 24;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const isFinal = (task) => task.state === "success" || task.state === "failed";

/** Tells of itself by `change` events, whose detail is the task (or null when many changed). */
export class Tasks extends EventTarget {
  #known = new Map();
  #details = new Map();
  #watched = new Set();
  #streams = 0;
  #cursor = null;
  hasMore = false;

  get all() {
    return [...this.#known.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  get(id) {
    return this.#known.get(id);
  }

  /** The first page of the key's tasks, or the next one. */
  async load({ next = false } = {}) {
    const cursor = next && this.#cursor ? `&cursor=${this.#cursor}` : "";
    const page = await call(`api/v1/tasks?limit=${PAGE_SIZE}${cursor}`);
    for (const status of page.tasks) this.#merge(status);
    this.#cursor = page.nextCursor;
    this.hasMore = page.nextCursor !== null;
    this.#tell(null);
  }

  forget() {
    this.#known.clear();
    this.#details.clear();
    this.#cursor = null;
    this.hasMore = false;
    this.#tell(null);
  }

  /** Submit, and follow from then on. Raises CallError. */
  async submit({ model, body }) {
    const { taskId } = await call(`api/v1/generateTask/${model}`, { method: "POST", json: body });
    const task = this.#merge({ taskId, model, state: "pending", createTime: Date.now() });
    task.asked = { model, provider: body.provider, input: body.input };
    this.#tell(task);
    return task;
  }

  async cancel(task) {
    const status = await call(`api/v1/cancelTask/${task.model}?taskId=${task.id}`, { method: "POST" });
    this.#tell(this.#merge({ ...status, model: task.model }));
  }

  /** What was asked, and how it went; asked of the server once a state. */
  async detail(task) {
    const key = `${task.id} ${task.state}`;
    if (!this.#details.has(key)) {
      this.#details.set(key, call(`api/v1/tasks/${task.id}`).then((detail) => {
        task.asked ??= { model: detail.model, provider: detail.provider, input: detail.input };
        return detail;
      }).catch((error) => {
        this.#details.delete(key);
        throw error;
      }));
    }
    return this.#details.get(key);
  }

  #merge(status) {
    const task = this.#known.get(status.taskId) ?? { id: status.taskId };
    // A state never goes back, whichever answer comes first.
    if (isFinal(task)) return task;
    Object.assign(task, {
      model: status.model ?? task.model,
      state: status.state,
      createTime: status.createTime,
      costTime: status.costTime,
      failCode: status.failCode,
      failMsg: status.failMsg,
    });
    if (status.state === "success") {
      task.url = JSON.parse(status.resultJson).resultUrls[0];
      task.name = task.url.slice(task.url.lastIndexOf("/") + 1);
      task.expires = status.completeTime + LIFETIME_MS;
      task.picture = `${base}results/${task.name}`;
      task.thumbnail = `${base}thumbnails/${task.name}`;
    }
    this.#known.set(task.id, task);
    if (!isFinal(task)) this.#watch(task);
    return task;
  }

  #tell(task) {
    this.dispatchEvent(new CustomEvent("change", { detail: task }));
  }

  async #watch(task) {
    if (this.#watched.has(task.id)) return;
    this.#watched.add(task.id);
    try {
      while (!isFinal(task) && this.#known.has(task.id)) await this.#follow(task);
    } catch (error) {
      if (!(error instanceof CallError)) throw error; // signed out, or the task is gone: the page says so
    } finally {
      this.#watched.delete(task.id);
    }
  }

  async #follow(task) {
    const update = (status) => {
      const before = task.state;
      this.#merge({ ...status, model: task.model });
      if (task.state !== before) this.#tell(task);
    };
    const isStreamed = this.#streams < MAX_STREAMS;
    try {
      if (isStreamed) {
        this.#streams += 1;
        try {
          for await (const status of events(`api/v1/tasks/${task.id}/events`)) update(status);
        } finally {
          this.#streams -= 1;
        }
      } else {
        update(await call(`api/v1/statusTask/${task.model}?taskId=${task.id}`));
      }
    } catch (error) {
      const isPassing = !(error instanceof CallError) || error.status === 0 || error.status >= 429;
      if (!isPassing) throw error;
    }
    if (!isFinal(task)) await pause(POLL_MS);
  }
}
