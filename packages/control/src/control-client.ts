import { Caller, type Credential } from './caller.js';
import { Operations, type Pushed, type Subscriptions } from './generated.js';

/** How a {@link ControlClient} asks. */
export interface ControlClientOptions {
  /** Where the server is, such as `https://presenter.example`. */
  readonly server: string | URL;
  /** An API key or a token, or what gives one; it is asked before every attempt and so can renew a token. Default, as for an empty text: none, for a server that asks loopback for none. */
  readonly credential?: Credential | undefined;
  /** How often a request is sent at most, from 1. Default: 4. */
  readonly attempts?: number | undefined;
  /** The longest wait between two attempts in seconds; a server that asks for a longer one is believed, and its refusal thrown. Default: 30. */
  readonly patience?: number | undefined;
  /** Sends requests. Default: the host's own. */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * The control plane of a Troupe server: one property for each thing, one method for each operation of `/v1/openapi.json`.
 *
 * Refusals are `TroupeError`s. Requests that may succeed later are repeated; changes are named, so that a repeated one is done once.
 */
export class ControlClient extends Operations {
  constructor(options: ControlClientOptions) {
    super(new Caller(options));
  }

  /**
   * Follows what happens: each thing once and in order, also when the connection is lost in between. Ends when the caller breaks, the signal fires (`aborted`), the credential is good no longer
   * (`token_revoked`, `token_expired` when no new one comes) or may not follow this. What is not kept, such as events of a live session, is missed while there is no connection.
   */
  subscribe(about: Parameters<Subscriptions['open']>[0] = {}): AsyncIterable<Pushed> {
    return this.subscriptions.open(about);
  }
}
