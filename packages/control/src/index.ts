export { TroupeError, type RefusalReason } from '@troupe/protocol';
export type { CallOptions, Content, Credential } from './caller.js';
export { ControlClient, type ControlClientOptions } from './control-client.js';
export * from './generated.js';
export { HeldError } from './held-error.js';
