// @ts-check
// What is known of the kernel behind the page: whether it is there, busy, or gone. A notebook tells it in several
// ways, of which none is enough alone: a killed kernel is told of only seconds later, and a busy one says nothing.

/** @import { Kernel, Model, StatusMessage } from "./jupyter.d.ts" */
/** @import { Message } from "./types.d.ts" */

const ENDS = ["restarting", "autorestarting", "starting", "terminating", "dead"];
const ASK_AFTER = 500; // ms of silence after which a busy kernel is asked for a sign of life
const FRESH = 2500; // ms for which a sign of life counts
const GRACE = 1000; // ms in which an answer follows the end of what the kernel did with a message

/**
 * `onGone()` is called once it is certain that the kernel that this page belongs to has ended, `onUnanswered(n)`
 * when it has taken up the message `n` and is done with it, and somebody may still wait for the answer.
 *
 * @param {{ model: Model, onGone: () => void, onUnanswered: (n: number) => void }} given
 */
export function createConnection({ model, onGone, onUnanswered }) {
  // JupyterLab and Voilà have it; elsewhere nothing is known but whether an answer comes.
  const manager = model.widget_manager;
  const first = manager?.kernel ?? null;
  let closed = false;
  let sign = -Infinity;
  /** @type {Promise<unknown> | null} */
  let asking = null;

  const tellGone = () => closed || onGone();
  /** @type {(kernel: unknown, status: string) => void} */
  const onStatus = (_, status) => ENDS.includes(status) && tellGone();
  const forgetAsked = () => (asking = null);
  first?.statusChanged?.connect(onStatus);
  // What was asked over a connection that was lost is not answered.
  first?.connectionStatusChanged?.connect(forgetAsked);
  first?.disposed?.connect(tellGone);
  model.on("comm_live_update", tellGone);

  const showsLife = () => (sign = performance.now());

  /** A kernel with subshells answers on its control channel while it runs something; one without, once it is idle. */
  function askForLife() {
    if (closed || !first || first.connectionStatus !== "connected") return;
    const asked = first.supportsSubshells ? first.requestListSubshell({}).done : askWhatItIs(first);
    Promise.resolve(asked).then(showsLife, () => {});
  }

  // One question at a time, since a busy kernel would answer them all afterwards.
  /** @param {Kernel} kernel */
  function askWhatItIs(kernel) {
    asking ??= Promise.resolve(kernel.requestKernelInfo()).finally(forgetAsked);
    return asking;
  }

  /** @type {(n: number) => (message: StatusMessage) => void} */
  const heard = (n) => (message) => {
    showsLife();
    if (message.content.execution_state === "idle") setTimeout(() => closed || onUnanswered(n), GRACE);
  };

  return {
    /**
     * Send a message; where that cannot be done, the kernel is gone.
     *
     * @param {Message} message
     * @param {ArrayBuffer} [file] what goes beside it
     */
    send(message, file) {
      sign = -Infinity;
      setTimeout(() => sign === -Infinity && askForLife(), ASK_AFTER);
      try {
        const answers = "n" in message ? { iopub: { status: heard(message.n) } } : undefined;
        model.send(message, answers, file ? [file] : []);
      } catch {
        tellGone();
      }
    },
    /** Whether the kernel that does not answer is alive; null where nobody can say. */
    get alive() {
      if (first === null) return null;
      if (manager?.kernel !== first || first.connectionStatus !== "connected") return false;
      const fresh = performance.now() - sign < FRESH;
      askForLife();
      return fresh || first.status === "busy";
    },
    close() {
      closed = true;
      first?.statusChanged?.disconnect(onStatus);
      first?.connectionStatusChanged?.disconnect(forgetAsked);
      first?.disposed?.disconnect(tellGone);
      model.off("comm_live_update", tellGone);
    },
  };
}
