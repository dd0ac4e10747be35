export * from './generated.js';
export { AUDIO_HEADER_BYTES, decodeAudio, encodeAudio, type AudioPacket, type AudioPacketKind } from './audio-packet.js';
export { parseClientMessage, parseMessage } from './parse-message.js';
export { TroupeError, type ClientErrorCode, type RefusalReason, type TroupeErrorInit, type UnknownErrorCode } from './troupe-error.js';
