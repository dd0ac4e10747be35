// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints and records instead.
import type { CallOptions, Caller, Content } from './caller.js';
import type { PresenterExpress, PresenterFrame, PresenterGaze, PresenterGesture, PresenterInterrupt, PresenterSay, PresenterWear } from '@troupe/protocol';

/** What a page needs to show a revision of a presenter; it never changes, but for the addresses. */
export interface AssetManifest {
  /** Id of the presenter. */
  readonly presenter: string;
  /** The revision. */
  readonly revision: number;
  /** Every asset that it names, in the order of their roles. */
  readonly assets: readonly ManifestEntry[];
}

/** A page of a list of assets. */
export interface AssetPage {
  /** In the order of their ids. */
  readonly items: readonly AssetView[];
  /** Value of `after` for the next page; null on the last. */
  readonly next?: string;
}

/** An asset of a tenant. */
export interface AssetView {
  /** The SHA-256 of its bytes, as 64 of `0-9 a-f`. */
  readonly id: string;
  /** What it is used for: `image`, `model`, `audio` or `rig`. */
  readonly kind: string;
  /** Its media type. */
  readonly type: string;
  /** How large it is. */
  readonly bytes: number;
  /** Who may fetch it without a credential. */
  readonly visibility: AssetVisibility;
  /** Value of the `integrity` attribute (W3C Subresource Integrity). */
  readonly integrity: string;
  /** Where a page finds it without a credential, relative to the server. */
  readonly url: string;
  /** When it was uploaded. */
  readonly uploadedAt: string;
  /** When string AssetView.Url ends to be valid; null when it does not. */
  readonly urlExpiresAt?: string;
  /** In pixels; null of what is no picture, or has no size of its own. */
  readonly width?: number;
  /** In pixels, as int? AssetView.Width. */
  readonly height?: number;
  /** Length of sound; null of what is none. */
  readonly seconds?: number;
  /** What was left out of a drawing because it is not safe, such as `script` or `@onload`. */
  readonly removed: readonly string[];
}

/** Who may fetch an asset without a credential. */
export type AssetVisibility = 'private' | 'public';

/** Attaches the assets of a brand. */
export interface AttachBrand {
  /** All of them, one for a role. */
  readonly assets: readonly BrandAsset[];
}

/** A part of the audit log, oldest first; the answer of `GET /v1/audit`. */
export interface AuditPage {
  /** Entries that pass the filters; a page may be short or empty before the end. */
  readonly entries: readonly AuditRecord[];
  /** The `after` of the next page; null at the end of the log. */
  readonly next?: number;
}

/** An entry of the audit log. */
export interface AuditRecord {
  /** Its place in the log, from 0. */
  readonly index: number;
  /** When it was written, by the clock of the server. */
  readonly at: string;
  /** Its id. */
  readonly id: string;
  /** The entry: `action`, `target`, `subject`, `credential`, `outcome`, and where known `name` (of the person behind a pseudonym), `why`, `version`, `chain`, `occurredAt`. */
  readonly entry: unknown;
}

/** An asset of a brand. */
export interface BrandAsset {
  /** What it is for: `background` or `logo`. */
  readonly role: string;
  /** The asset's id. */
  readonly asset: string;
}

/** A picture of a brand. */
export interface BrandPicture {
  /** What it is for: `background` or `logo`. */
  readonly role: string;
  /** Where it is, relative to the server. */
  readonly url: string;
}

/** A budget. */
export interface BudgetStatus {
  /** Its name: `command`, `read`, `preview`, `publish`, `export`, `upload` or `talk`. */
  readonly budget: string;
  /** What it counts: `requests`, `megabytes` or `talk-seconds`. */
  readonly unit: string;
  /** Units that it holds when full. */
  readonly quota: number;
  /** Seconds in which it fills from empty. */
  readonly window: number;
  /** Units that can be used at once; never more than is given. */
  readonly left: number;
  /** Seconds until it is full again. */
  readonly reset: number;
}

/** Which part of the character's picture is shown. */
export interface CameraFraming {
  /** 1 for the whole picture, to 4. */
  readonly zoom: number;
  /** What stays where it is when the view comes closer: -1 for the left edge of the picture, 0 for its middle, 1 for its right edge. */
  readonly x: number;
  /** The same along the height, from -1 for the upper edge to 1 for the lower. */
  readonly y: number;
}

/** Colours of captions. */
export interface CaptionColors {
  /** Of the words, `#rrggbb`. */
  readonly color: string;
  /** Of the field behind them, `#rrggbb`, opaque. */
  readonly background: string;
}

/** Changes how a presenter looks; what is left out stays. */
export interface ChangeLook {
  /** The character. */
  readonly rig?: string | null;
  /** What it wears. */
  readonly outfit?: string | null;
  /** Its hair. */
  readonly hair?: string | null;
  /** What is behind it. */
  readonly background?: string | null;
  /** All things that it has on or beside it. */
  readonly props?: readonly string[] | null;
  /** What of it is shown. */
  readonly camera?: CameraFraming | null;
  /** Colours of captions. */
  readonly captions?: CaptionColors | null;
}

/** Makes a presenter look, sound and move as a preset does. */
export interface ChoosePreset {
  /** One of `GET /v1/presenters/parts`. */
  readonly preset: string;
}

/** A direction was carried out: what it leads to was sent to the person's side at double ServerMessage.At. */
export interface CommandApplied {
  /** The command's id. */
  readonly command: string;
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The message's type. */
  readonly type: string;
}

/** Proves that the log only grew between two sizes; the answer of `GET /v1/audit/proofs/consistency`. */
export interface ConsistencyProof {
  /** The older size. */
  readonly from: number;
  /** The newer size. */
  readonly to: number;
  /** The proof (RFC 6962, section 2.1.2), in base64. */
  readonly hashes: readonly string[];
}

/** Creates an API key. */
export interface CreateKey {
  /** What it is for, in a person's words: 1 to 100 characters. */
  readonly label: string;
  /** Names of scopes, none beyond those of whoever creates it. A publishable key has `session:talk` and `session:observe` at most. */
  readonly scopes: readonly string[];
  /** Where it may be kept. Default: secret. */
  readonly kind?: KeyKind;
  /** Origins that may send a publishable key, such as `https://shop.example`: at least one, and none for a secret key. */
  readonly origins?: readonly string[];
  /** The only scene in which it opens sessions. Default: null, all. */
  readonly scene?: string | null;
  /** When it expires. Default: null, never. */
  readonly expiresAt?: string | null;
}

/** Creates a presenter. */
export interface CreatePresenter {
  /** Its name in lists, 1 to 80 characters. */
  readonly name: string;
  /** Its id: 1 to 64 of `a-z 0-9 -`; null for one that the server makes. */
  readonly id?: string | null;
  /** The preset that it begins as. Default: `host`. */
  readonly preset?: string;
}

/** Creates a tenant. */
export interface CreateTenant {
  /** Its id: 1 to 40 of `a-z 0-9 -`, beginning with a letter or digit. */
  readonly tenant: string;
  /** What people call it: 1 to 100 characters. */
  readonly name: string;
  /** The name of its tier, which sets its limits. Default: `standard`. */
  readonly tier?: string;
}

/** Decides a review. */
export interface DecideReview {
  /** What is decided. */
  readonly verdict: ReviewVerdict;
  /** What to say instead of the phrase, for ReviewVerdict.Edit. */
  readonly text?: string | null;
  /** What to set instead, in the form of the held payload, for ReviewVerdict.Edit. */
  readonly payload?: unknown;
}

/** A command to a presenter by somebody who directs it, with the scope `session:control`: over HTTP or over a control socket, never over the person's own. Answered with CommandApplied or CommandRefused. */
export type DirectionCommand = PresenterExpress | PresenterFrame | PresenterGaze | PresenterGesture | PresenterInterrupt | PresenterSay | PresenterWear;

/** How people and machines are told that the presenter is one, beside the label of each presenter. Who changes it needs the scope `presenter:admin`. */
export interface DisclosureRules {
  /** What the presenter says of it at the start of a session, before its greeting; clients show it in writing where nothing is spoken. Empty for nothing. Default: empty. */
  readonly sentence?: string;
  /** Whether what is generated carries its mark for machines. Default: true. */
  readonly marked?: boolean;
}

/** Makes a presenter of another one's draft. */
export interface DuplicatePresenter {
  /** Its name in lists. */
  readonly name: string;
  /** Its id: 1 to 64 of `a-z 0-9 -`; null for one that the server makes. */
  readonly id?: string | null;
}

/** Asks what the policy says of a text or an edit. Nothing is changed or kept. */
export interface ExplainPolicy {
  /** Where the text stands. Default: speech. */
  readonly place?: PolicyPlace;
  /** The text; null for an edit. */
  readonly text?: string | null;
  /** What was said before the text: a place may begin there. */
  readonly before?: string;
  /** The values of an edit; null for a text. */
  readonly values?: readonly ExplainedValue[] | null;
  /** The rules to ask, to try them before they are saved; null for those that hold. */
  readonly document?: PolicyDocument | null;
}

/** A value of an edit. */
export interface ExplainedValue {
  /** JSON pointer into the edit. */
  readonly pointer: string;
  /** What it is: `text`, `asset` or `choice`. */
  readonly kind: string;
  /** The value. */
  readonly value: string;
}

/** An issuer of tokens that a tenant trusts beside this server, such as its own OpenID provider. */
export interface Federation {
  /** What tokens name in `iss`, exactly. */
  readonly issuer: string;
  /** What tokens name in `aud`: the id under which this server is registered at the issuer. */
  readonly audience: string;
  /** Where the issuer's keys are (a JSON Web Key Set): https, at an address of the internet or in a network that the operator allows. */
  readonly keysUrl: string;
  /** Scopes that every token of the issuer gives. Default: none. */
  readonly scopes?: readonly string[];
  /** The claim whose values give more scopes: a text of words, or a list. Default: `scope`. */
  readonly scopeClaim?: string;
  /** Values of that claim with the scopes that each gives. Default: none. */
  readonly scopeMap?: Readonly<Record<string, readonly string[]>>;
  /** The claim that names the only scene in which a bearer opens sessions. Default: null, all scenes. */
  readonly sceneClaim?: string | null;
  /** The claim that says what a bearer is in a session. Default: null, none. */
  readonly roleClaim?: string | null;
}

/** The issuer that a tenant trusts. */
export interface FederationView {
  /** The issuer; null when it trusts none. */
  readonly federation?: Federation;
  /** Counts changes of the tenant; the entity tag of `If-Match`. */
  readonly version: number;
}

/** What a presenter does when something comes up; the writer of its answers is told so. */
export interface Flow {
  /** Its name for people, 1 to 80 characters. */
  readonly name: string;
  /** What comes up, such as "somebody asks for the way", 1 to 500 characters. */
  readonly when: string;
  /** What it does, such as "say that the lift is on the left", 1 to 2,000 characters. */
  readonly then: string;
}

/** How a presenter moves. */
export interface GestureStyle {
  /** How much head, brows and eyes move with speech: 0 for not at all, 1 as made, to 2. Default: 1. */
  readonly amount?: number;
}

/** An edit that is held. */
export interface HeldEdit {
  /** What was asked, such as `presenter.changeLook`. */
  readonly action: string;
  /** What it is about. */
  readonly target: string;
  /** The version that the caller saw: it is applied to that one only. Null for any. */
  readonly seenVersion?: number;
  /** Who asked. */
  readonly subject: string;
  /** What was asked in detail, redacted. */
  readonly payload: unknown;
}

/** Proves that an entry is in the log; the answer of `GET /v1/audit/proofs/inclusion`. */
export interface InclusionProof {
  /** Index of the entry. */
  readonly index: number;
  /** Size of the tree that it is proven in. */
  readonly size: number;
  /** Hash of the entry, in base64. */
  readonly leaf: string;
  /** The audit path (RFC 6962, section 2.1.1), from the leaf up, in base64. */
  readonly hashes: readonly string[];
  /** The entry as it is hashed: the line of the export without its line break. */
  readonly line: string;
}

/** Issues a session token; asked with an API key. */
export interface IssueToken {
  /** Who will bear it: an id of the caller's own, 1 to 100 of `A-Z a-z 0-9 - _ .`, not a name or an address of a person. */
  readonly subject: string;
  /** Names of scopes, none beyond those of the key. Default: `session:talk`. */
  readonly scopes?: readonly string[];
  /** The only scene in which it opens sessions. Default: null, that of the key. */
  readonly scene?: string | null;
  /** What its bearer is in a session, such as `viewer`. Default: null. */
  readonly role?: string | null;
  /** The only origin whose pages may send it. Default: null, any; with a publishable key, the page's own. */
  readonly origin?: string | null;
  /** Seconds until it expires. Default: null, what the server is set to. */
  readonly lifetimeSeconds?: number | null;
  /** Whether a refresh token comes with it. Default: false. */
  readonly refreshable?: boolean;
}

/** Where work stands. */
export type JobState = 'queued' | 'running' | 'done' | 'failed';

/** Work that is done later: read it again, or subscribe to it. */
export interface JobView {
  /** Its id. */
  readonly id: string;
  /** What is done: `publish` or `rehearse`. */
  readonly work: string;
  /** For which presenter. */
  readonly presenter: string;
  /** Where it stands. */
  readonly state: JobState;
  /** The revision that it made; null otherwise. */
  readonly revision?: number;
  /** Code of why it failed; null otherwise. */
  readonly code?: string;
  /** Why it failed; none otherwise. */
  readonly reasons: readonly PreflightReason[];
}

/** A public key (RFC 7517). */
export interface JsonWebKey {
  /** Its family of algorithms: `EC`. */
  readonly kty: string;
  /** Its curve: `P-256`. */
  readonly crv: string;
  /** Its point's x coordinate, base64url. */
  readonly x: string;
  /** Its point's y coordinate, base64url. */
  readonly y: string;
  /** Its id: the thumbprint of RFC 7638. */
  readonly kid: string;
  /** What it is for: `sig`. */
  readonly use: string;
  /** The only algorithm: `ES256`. */
  readonly alg: string;
}

/** The public keys with which tokens of this server can be verified. */
export interface JsonWebKeySet {
  /** The keys, one to come included. */
  readonly keys: readonly JsonWebKey[];
}

/** Where an API key may be kept. */
export type KeyKind = 'secret' | 'publishable';

/** A page of a list of keys. */
export interface KeyPage {
  /** In the order of their ids. */
  readonly items: readonly KeyView[];
  /** Value of `after` for the next page; null on the last. */
  readonly next?: string;
}

/** A key with its secret, which is shown this once and kept nowhere. */
export interface KeySecret {
  /** The key. */
  readonly key: KeyView;
  /** What `Authorization: Bearer` takes; null when a request was repeated under its idempotency key, for then it was shown before. */
  readonly secret?: string;
}

/** An API key, without its secret. */
export interface KeyView {
  /** Its id: the visible part of the secret, between the first two underscores. */
  readonly key: string;
  /** What it is for. */
  readonly label: string;
  /** Where it may be kept. */
  readonly kind: KeyKind;
  /** Its scopes. */
  readonly scopes: readonly string[];
  /** Origins that may send it; none for a secret key. */
  readonly origins: readonly string[];
  /** The only scene in which it opens sessions, or null. */
  readonly scene?: string;
  /** When it was created. */
  readonly createdAt: string;
  /** When it expires, or null. */
  readonly expiresAt?: string;
  /** Until when the secret before the last rotation is good, or null. */
  readonly previousUntil?: string;
  /** Whether it is refused for good. */
  readonly revoked: boolean;
  /** Counts its changes; the entity tag of `If-Match`. */
  readonly version: number;
}

/** What a credential may count on; the answer of `GET /v1/limits`. */
export interface LimitsView {
  /** The tenant's tier. */
  readonly tier: string;
  /** Its budgets. */
  readonly budgets: readonly BudgetStatus[];
}

/** What of the shapes of speech a viewer is shown: a preset, and what deviates from it; null stands for the preset's. */
export interface LipSyncStyle {
  /** The preset: `natural`, `crisp`, `calm` or `sibilant-strong`. Default: `natural`. */
  readonly preset?: string;
  /** Shapes that would be held shorter give their time to a neighbour; 0 to 500 ms. */
  readonly minVisemeInterval?: number | null;
  /** Neighbours that look alike are shown as one where both together last at most this; 0 to 500 ms. */
  readonly mergeWindow?: number | null;
  /** Which of two merged shapes stays: 0 for the longer, 1 for the one that is least like all others. */
  readonly keyVisemePreference?: number | null;
  /** How alike shapes must look to be merged: 0 for all, 1 for none but equal ones. */
  readonly similarityThreshold?: number | null;
  /** Whether the mouth rests in short pauses between words. */
  readonly preserveSilence?: boolean | null;
  /** Whether critical visemes are neither left out nor merged. */
  readonly preserveCriticalVisemes?: boolean | null;
  /** Critical visemes that sound shorter are held this long; 0 to 500 ms. */
  readonly criticalVisemeMinDuration?: number | null;
  /** Names of the visemes that viewers miss first; null for the preset's. */
  readonly criticalVisemes?: readonly string[] | null;
}

/** An asset in a manifest. */
export interface ManifestEntry {
  /** What it is there for: `rig`, `background` or `logo`. */
  readonly role: string;
  /** Its id. */
  readonly asset: string;
  /** Its media type. */
  readonly type: string;
  /** How large it is. */
  readonly bytes: number;
  /** Value of the `integrity` attribute (W3C Subresource Integrity). */
  readonly integrity: string;
  /** Where a page finds it, relative to the server. */
  readonly url: string;
}

/** A part. */
export interface PartCard {
  /** Its name in commands. */
  readonly id: string;
  /** Its name for people. */
  readonly title: string;
}

/** A regular expression (.NET syntax), matched whatever the case. */
export interface PatternRule {
  /** The rule's id, unique in the policy. */
  readonly id: string;
  /** What happens to what it matches. */
  readonly effect: PolicyEffect;
  /** The expression. */
  readonly pattern: string;
  /** Where it holds; empty for everywhere. Review does not hold for input. */
  readonly places?: readonly PolicyPlace[];
  /** What stands in place of what is redacted. */
  readonly replacement?: string;
  /** The way out, said to who is refused. */
  readonly advice?: string | null;
}

/** Who a presenter is. */
export interface Persona {
  /** As it may call itself, 1 to 80 characters. Default: "Ada". */
  readonly name?: string;
  /** The label that says that it is a machine, to 80 characters; empty only by the word of somebody with `presenter:admin`. Default: "AI presenter". */
  readonly disclosure?: string;
  /** BCP 47 tag of the language that it speaks. Default: "en-US". */
  readonly locale?: string;
  /** What the writer of its answers is told about its part, to 8,000 characters, with `{name}` for its name; null for the server's. */
  readonly instructions?: string | null;
  /** What it says first, to 500 characters, with `{name}` for its name; null to wait in silence. */
  readonly greeting?: string | null;
}

/** Personal data that can be told by its form. */
export type PersonalKind = 'email' | 'phone' | 'card';

/** Pins a scene to a revision. */
export interface PinRevision {
  /** The revision. */
  readonly revision: number;
}

/** What a tenant allows. Everything that no rule speaks of is allowed. */
export interface PolicyDocument {
  /** What values may be set to. */
  readonly values?: readonly ValueRule[];
  /** Words and groups of words. */
  readonly terms?: readonly TermRule[];
  /** Regular expressions. */
  readonly patterns?: readonly PatternRule[];
  /** Personal data that is replaced. */
  readonly redactions?: readonly RedactionRule[];
  /** Subjects, told by the words that they are spoken of with. */
  readonly topics?: readonly TopicRule[];
  /** What happens to what is held. */
  readonly review?: ReviewRules;
  /** What the presenter says for the policy. */
  readonly sentences?: PolicySentences;
}

/** What a rule asks for. Of several that find something the strongest wins: deny, review, redact. */
export type PolicyEffect = 'allow' | 'redact' | 'review' | 'deny';

/** What the policy says, and what each of its rules says. */
export interface PolicyExplanation {
  /** What would happen. */
  readonly outcome: PolicyEffect;
  /** What would be used: the text under the empty pointer, or the values of the edit; empty when it is denied. */
  readonly values: readonly ExplainedValue[];
  /** Every rule of the policy. */
  readonly rules: readonly RuleExplanation[];
}

/** What a rule found. It names a place, never the words: they may be personal. */
export interface PolicyFinding {
  /** The rule's id. */
  readonly rule: string;
  /** What the rule asks for. */
  readonly effect: PolicyEffect;
  /** Which value, a JSON pointer; empty for a text that stands alone. */
  readonly pointer: string;
  /** First character of the place in the value, in UTF-16 units. */
  readonly start: number;
  /** Characters of the place; 0 when it is about the whole value. */
  readonly length: number;
  /** What does not fit and the way out. */
  readonly detail: string;
}

/** Where words are looked at. */
export type PolicyPlace = 'speech' | 'input' | 'edit';

/** What the presenter says for the policy. */
export interface PolicySentences {
  /** In place of a phrase that is denied, rejected or not decided about, once in a row; empty for nothing. */
  readonly fallback?: string;
  /** While a phrase is held; empty for nothing. */
  readonly holding?: string;
  /** To a person whose words are denied; never empty. */
  readonly denied?: string;
}

/** A version of a policy. */
export interface PolicyVersion {
  /** Its number. */
  readonly version: number;
  /** When it came to be. */
  readonly at: string;
  /** What changed: `rules` or `disclosure`. */
  readonly change: string;
  /** The version whose rules it took up again; null when it has its own. */
  readonly restores?: number;
}

/** The versions of a policy, oldest first. */
export interface PolicyVersions {
  /** The versions. */
  readonly versions: readonly PolicyVersion[];
}

/** The policy of a tenant. */
export interface PolicyView {
  /** Its version, as in the `ETag`; 0 for a tenant that never changed it. */
  readonly version: number;
  /** The rules. */
  readonly document: PolicyDocument;
  /** How the presenter is shown to be a machine. */
  readonly disclosure: DisclosureRules;
}

/** Something that does not fit. */
export interface PreflightReason {
  /** Stable name, such as `outfit_not_for_rig`. */
  readonly code: string;
  /** What does not fit and the way out. */
  readonly detail: string;
  /** JSON pointer (RFC 6901) into the profile. */
  readonly field?: string;
}

/** What preflight found. */
export interface PreflightResult {
  /** Whether the parts fit together, so that it can be published. */
  readonly fits: boolean;
  /** Everything that does not fit. */
  readonly reasons: readonly PreflightReason[];
}

/** What a page shows about the presenter. */
export interface PresenterCard {
  /** The presenter's name. */
  readonly name: string;
  /** The label that says that this is a machine; shown while the presenter is visible. */
  readonly disclosure: string;
  /** BCP 47 tag of the language it speaks. */
  readonly locale: string;
  /** The presenter that a tenant keeps under this id; null for the one that the server comes with. */
  readonly id?: string;
  /** The revision that is shown; null for the draft, and for the presenter that the server comes with. */
  readonly revision?: number;
  /** How it looks; null for as the page likes. */
  readonly look?: PresenterLook;
}

/** How a presenter looks: names of parts of a wardrobe. A client that does not know a part leaves it out. */
export interface PresenterLook {
  /** The character: `ada`, or an asset that holds one. Default: `ada`. */
  readonly rig?: string;
  /** What it wears. Default: `jumper`. */
  readonly outfit?: string;
  /** Its hair. Default: `auburn`. */
  readonly hair?: string;
  /** What is behind it: a name of the wardrobe, or one colour as `#rrggbb`. A brand picture with the role `background` covers it. Default: `studio`. */
  readonly background?: string;
  /** Things that it has on or beside it. Default: none. */
  readonly props?: readonly string[];
  /** What of it is shown. Default: the whole picture. */
  readonly camera?: CameraFraming;
  /** Colours of captions; null for those of the page. */
  readonly captions?: CaptionColors | null;
  /** The pictures of a brand. Default: none. */
  readonly brand?: readonly BrandPicture[];
}

/** A page of a list. */
export interface PresenterPage {
  /** In the order of their ids. */
  readonly items: readonly PresenterSummary[];
  /** Value of `after` for the next page; null on the last. */
  readonly next?: string;
}

/** What presenters can be made of on this server. */
export interface PresenterParts {
  /** Whole presenters to begin with. */
  readonly presets: readonly PartCard[];
  /** Characters. */
  readonly rigs: readonly PartCard[];
  /** What they wear. */
  readonly outfits: readonly PartCard[];
  /** Their hair. */
  readonly hair: readonly PartCard[];
  /** Things that they have on or beside them. */
  readonly props: readonly PartCard[];
  /** What is behind them. */
  readonly backgrounds: readonly PartCard[];
  /** Voices that work here. */
  readonly voices: readonly PartCard[];
  /** Presets of lip sync. */
  readonly lipSync: readonly string[];
}

/** Everything that makes a presenter what it is; a revision is one that never changes. */
export interface PresenterProfile {
  /** Who it is. */
  readonly persona?: Persona;
  /** What it does when something comes up. */
  readonly flows?: readonly Flow[];
  /** The preset that it began as; what was changed since stands in the other members. */
  readonly preset?: string;
  /** How it looks. */
  readonly look?: PresenterLook;
  /** Assets of a brand; IReadOnlyList&lt;BrandPicture&gt; PresenterLook.Brand carries their addresses once it is shown. */
  readonly brand?: readonly BrandAsset[];
  /** The voice; null for the server's. */
  readonly voice?: string | null;
  /** How it speaks. */
  readonly speech?: SpeechStyle;
  /** How it moves. */
  readonly gestures?: GestureStyle;
}

/** A presenter in a list. */
export interface PresenterSummary {
  /** Its id. */
  readonly id: string;
  /** Its name in lists. */
  readonly name: string;
  /** Rises with every change. */
  readonly version: number;
  /** The revision that sessions show; null before the first is published. */
  readonly live?: number;
  /** Whether it is put away. */
  readonly archived: boolean;
}

/** A presenter as its tenant sees it. */
export interface PresenterView {
  /** Its id. */
  readonly id: string;
  /** Its name in lists. */
  readonly name: string;
  /** Rises with every change; the entity tag. */
  readonly version: number;
  /** What is being worked on. */
  readonly draft: PresenterProfile;
  /** The revision that sessions show; null before the first is published. */
  readonly live?: number;
  /** The revision that is known to be safe; null before the first is published. */
  readonly baseline?: number;
  /** How many there are. */
  readonly revisions: number;
  /** Revisions that scenes are pinned to. */
  readonly pins: Readonly<Record<string, number>>;
  /** Whether the draft differs from the live revision. */
  readonly changed: boolean;
  /** Whether it is put away: no new sessions, no changes. */
  readonly archived: boolean;
}

/** Makes a revision of the draft, which sessions then show. */
export interface PublishPresenter {
  /** What is different, for people; to 500 characters. */
  readonly note?: string | null;
}

/** Something that happened, as subscribers are told. */
export interface Pushed {
  /** Its place among all that happened, to go on after it; null for what is not kept, such as events of a live session. */
  readonly position?: number;
  /** What it is about, such as `presenter`. */
  readonly subject: string;
  /** Which one. */
  readonly id: string;
  /** The version that it led to; null for what is not kept. */
  readonly version?: number;
  /** What happened, such as `presenter.published`. */
  readonly type: string;
  /** When, by the server's clock. */
  readonly at: string;
  /** What is true from then on. */
  readonly data: unknown;
}

/** A page of a list. */
export interface RecordingPage {
  /** The oldest first. */
  readonly items: readonly RecordingView[];
  /** Value of `after` for the next page; null on the last. */
  readonly next?: string;
}

/** A recording of a session. */
export interface RecordingView {
  /** The session; `GET /v1/recordings/{session}` opens it. */
  readonly session: string;
  /** When it began, in whole seconds. */
  readonly beganAt: string;
  /** When it will have been kept as long as the server keeps recordings; it is deleted within the hour after. */
  readonly deletedAt: string;
  /** Whose it is, as in the audit; null for a session of nobody who is known, such as of a key. */
  readonly pseudonym?: string;
}

/** Personal data that is replaced. */
export interface RedactionRule {
  /** The rule's id, unique in the policy. */
  readonly id: string;
  /** What. */
  readonly detects: PersonalKind;
  /** Where it holds; empty for everywhere. */
  readonly places?: readonly PolicyPlace[];
  /** What stands in its place; null for the name of what it is in square brackets. */
  readonly replacement?: string | null;
}

/** Gives a presenter another name in lists. */
export interface RenamePresenter {
  /** 1 to 80 characters. */
  readonly name: string;
}

/** What happens to what nobody decided about in time. */
export type ReviewFallback = 'allow' | 'deny' | 'fallback';

/** Reviews of a tenant, those that end soonest first. */
export interface ReviewList {
  /** The reviews. */
  readonly reviews: readonly ReviewView[];
}

/** What happens to what is held. */
export interface ReviewRules {
  /** Seconds that a phrase waits to be spoken, 1 to 25: a person waits on the other side. Default: 10. */
  readonly speechSeconds?: number;
  /** Seconds that an edit waits, 60 to 2,592,000 (30 days). Default: 86,400 (a day). */
  readonly editSeconds?: number;
  /** What happens to a phrase that nobody decided about in time. Default: the fallback sentence is said. */
  readonly speechAtDeadline?: ReviewFallback;
  /** What happens to an edit that nobody decided about in time: ReviewFallback.Allow or ReviewFallback.Deny. Default: it is denied. */
  readonly editAtDeadline?: ReviewFallback;
}

/** Where a review stands. */
export type ReviewState = 'open' | 'approved' | 'edited' | 'rejected' | 'expired' | 'withdrawn';

/** What is decided about something that is held. */
export type ReviewVerdict = 'approve' | 'edit' | 'reject';

/** Something that the policy holds until somebody decides. */
export interface ReviewView {
  /** Its id. */
  readonly id: string;
  /** Its version, as in the `ETag`. */
  readonly version: number;
  /** What is held: a phrase (PolicyPlace.Speech) or an edit. */
  readonly place: PolicyPlace;
  /** Where it stands. */
  readonly state: ReviewState;
  /** When it ends by itself. */
  readonly deadline: string;
  /** How it ends by itself. */
  readonly atDeadline: ReviewFallback;
  /** Why it is held. */
  readonly findings: readonly PolicyFinding[];
  /** The phrase; null for an edit, and when the review has ended: the words are erased then. */
  readonly text?: string;
  /** The session that waits; null for an edit. */
  readonly session?: string;
  /** The edit; null for a phrase. */
  readonly edit?: HeldEdit;
}

/** A place in which two revisions differ. */
export interface RevisionChange {
  /** JSON pointer (RFC 6901) into the profile. */
  readonly path: string;
  /** The value there; null where there is none. */
  readonly before?: unknown;
  /** The value there; null where there is none. */
  readonly after?: unknown;
}

/** What differs between two revisions. */
export interface RevisionDiff {
  /** The one, or null for the draft. */
  readonly from?: number;
  /** The other, or null for the draft. */
  readonly to?: number;
  /** In the order of their places. */
  readonly changes: readonly RevisionChange[];
}

/** The history of revisions. */
export interface RevisionList {
  /** The newest first. */
  readonly items: readonly RevisionSummary[];
}

/** A revision in the history. */
export interface RevisionSummary {
  /** Its number, from 1. */
  readonly revision: number;
  /** When it was published. */
  readonly at: string;
  /** What is different, for people. */
  readonly note?: string;
  /** Whether sessions show it. */
  readonly live: boolean;
  /** Whether it is known to be safe. */
  readonly baseline: boolean;
}

/** A revision: published, and unchanged for ever. */
export interface RevisionView {
  /** Its number, from 1. */
  readonly revision: number;
  /** When it was published. */
  readonly at: string;
  /** What is different, for people. */
  readonly note?: string;
  /** What it is. */
  readonly profile: PresenterProfile;
}

/** Revokes a token or a family; without either, the caller's own. */
export interface RevokeToken {
  /** Id of the token. Needs `key:manage`. */
  readonly token?: string | null;
  /** The family. Needs `key:manage`. */
  readonly family?: string | null;
}

/** Asks for the rules of an earlier version. */
export interface RollBackPolicy {
  /** The version. */
  readonly version: number;
}

/** Goes back to an earlier revision. */
export interface RollBackPresenter {
  /** The revision; null for the one that is known to be safe. */
  readonly revision?: number | null;
}

/** Gives a key another secret. */
export interface RotateKey {
  /** Seconds for which the secret before it stays good, 0 to 2,592,000 (30 days). Default: 86,400, a day. */
  readonly overlapSeconds?: number;
}

/** What one rule says. */
export interface RuleExplanation {
  /** The rule's id. */
  readonly rule: string;
  /** What it asks for when it finds something. */
  readonly effect: PolicyEffect;
  /** Whether it holds for what was asked. */
  readonly holds: boolean;
  /** What it found. */
  readonly findings: readonly PolicyFinding[];
}

/** What `POST /v1/sessions` answers. */
export interface SessionCreated {
  /** The session's id. */
  readonly session: string;
  /** The WebSocket to open, with a ticket that is valid once; a lost socket comes back by string SessionStarted.ResumeUrl. */
  readonly url: string;
  /** When the unopened session is forgotten. */
  readonly expiresAt: string;
}

/** What `POST /v1/sessions` asks for; all of it may be left out. */
export interface SessionRequest {
  /** The presenter that talks; null for the one that the server comes with. */
  readonly presenter?: string | null;
  /** Pins the session to a revision; null for the one that is live, also when it changes. */
  readonly revision?: number | null;
  /** Shows the draft, also when it changes: for those who may edit the presenter. Default: false. */
  readonly preview?: boolean;
  /** Where it is shown, such as `lobby`: a presenter may be pinned to another revision there. Null for nowhere in particular. */
  readonly scene?: string | null;
}

/** Sets what a presenter does when something comes up. */
export interface SetFlows {
  /** All of them, 50 at most. */
  readonly flows: readonly Flow[];
}

/** Sets the tier of a tenant. */
export interface SetTenantTier {
  /** The name of the tier. */
  readonly tier: string;
}

/** Chooses the voice. */
export interface SetVoice {
  /** One of `GET /v1/presenters/parts`; null for the server's. */
  readonly voice?: string | null;
}

/** How a presenter speaks. */
export interface SpeechStyle {
  /** Speaking rate, 0.5 to 2. Default: 1. */
  readonly rate?: number;
  /** Shift of pitch in semitones, -12 to 12. Default: 0. */
  readonly pitch?: number;
  /** Gain in decibels, -24 to 12. Default: 0. */
  readonly volume?: number;
  /** What of its mouth is shown. */
  readonly lipSync?: LipSyncStyle;
}

/** A person was erased: the receipt. */
export interface SubjectErasure {
  /** The name under which the erasure stands in the audit. */
  readonly pseudonym: string;
  /** When. Tokens of trusted issuers that were issued to them until then are refused. */
  readonly erasedAt: string;
  /** Families of tokens that ended with it. */
  readonly families: number;
  /** What the server that answers let go of outside the log, by kind. Other servers do the same within half a second. */
  readonly onServer: Readonly<Record<string, number>>;
}

/** What a tenant keeps about a person. */
export interface SubjectView {
  /** The name under which the person stands in facts and in the audit. */
  readonly pseudonym: string;
  /** When they were erased the last time; null when they were not. */
  readonly erasedAt?: string;
  /** How many facts of the log are about them, by the type of the fact. After an erasure these hold the pseudonym alone. */
  readonly facts: Readonly<Record<string, number>>;
  /** What the server that answers has of them outside the log, by kind: connections (live sessions and subscriptions), recordings, edits that are held. Other servers of the tenant may have more. */
  readonly onServer: Readonly<Record<string, number>>;
}

/** What a sweep of a tenant's assets did, or would do. */
export interface SweepReport {
  /** Whether it only looked. */
  readonly dryRun: boolean;
  /** Whether it has ended. */
  readonly done: boolean;
  /** Assets that the tenant has. */
  readonly total: number;
  /** Assets that were looked at. */
  readonly examined: number;
  /** Assets that a draft or a revision names. */
  readonly used: number;
  /** Assets that nothing names, and that stay for the time of grace. */
  readonly waiting: number;
  /** Assets that were removed, or would be. */
  readonly removed: readonly string[];
  /** How large these are. */
  readonly removedBytes: number;
}

/** A tenant. */
export interface TenantView {
  /** Its id. */
  readonly tenant: string;
  /** What people call it. */
  readonly name: string;
  /** The name of its tier. */
  readonly tier: string;
  /** Whether all of its credentials are refused for now. */
  readonly suspended: boolean;
  /** Counts its changes; the entity tag of `If-Match`. */
  readonly version: number;
}

/** A list of terms: words or groups of words, found as whole words whatever their case, accents and look-alikes. */
export interface TermRule {
  /** The rule's id, unique in the policy. */
  readonly id: string;
  /** What happens to them. */
  readonly effect: PolicyEffect;
  /** The terms. */
  readonly terms: readonly string[];
  /** Whether the last word of a term is found inflected as well, as English does it: bet, bets, betting. Other forms are listed as terms of their own. */
  readonly inflected?: boolean;
  /** Where it holds; empty for everywhere. Review does not hold for input. */
  readonly places?: readonly PolicyPlace[];
  /** What stands in place of what is redacted. */
  readonly replacement?: string;
  /** The way out, said to who is refused. */
  readonly advice?: string | null;
}

/** A session token. */
export interface TokenIssued {
  /** What `Authorization: Bearer` takes. */
  readonly token: string;
  /** When it expires. */
  readonly expiresAt: string;
  /** Its id, by which it can be revoked. */
  readonly id: string;
  /** Its family: this token and all that refreshing makes of it. */
  readonly family: string;
  /** Gets the next token, once; null when it was not asked for. */
  readonly refreshToken?: string;
  /** Until when the family can be refreshed; null with RefreshToken. */
  readonly refreshUntil?: string;
}

/** Gets the next token of a family. */
export interface TokenRefresh {
  /** The newest refresh token. One that was used before ends the family, but for a repetition within seconds, which gets the same answer. */
  readonly refreshToken: string;
}

/** What was revoked. */
export interface TokenRevoked {
  /** Id of the token, or null for a whole family. */
  readonly token?: string;
  /** The family, or null for a single token. */
  readonly family?: string;
}

/** A subject. A text is about it when the weights of its different terms in the text add up to the threshold. */
export interface TopicRule {
  /** The rule's id, unique in the policy. */
  readonly id: string;
  /** What happens to the text: PolicyEffect.Review or PolicyEffect.Deny. */
  readonly effect: PolicyEffect;
  /** The sum from which the text is about it. */
  readonly threshold: number;
  /** Its terms, found inflected as well, each with its weight. */
  readonly terms: Readonly<Record<string, number>>;
  /** Where it holds; empty for everywhere. Review does not hold for input. */
  readonly places?: readonly PolicyPlace[];
  /** The way out, said to who is refused. */
  readonly advice?: string | null;
}

/** What the values of a field may be. */
export interface ValueRule {
  /** The rule's id, unique in the policy: 1 to 60 of `a-z 0-9 . -`. */
  readonly id: string;
  /** Which values: a JSON pointer in which `*` stands for one step (`/look/outfit`), or a kind: `asset`, `choice`. */
  readonly field: string;
  /** What they may be; empty for nothing. */
  readonly allowed: readonly string[];
  /** What happens to another value: PolicyEffect.Deny or PolicyEffect.Review. */
  readonly effect?: PolicyEffect;
  /** The way out, said to who is refused; null for the list of what is allowed. */
  readonly advice?: string | null;
}

/** What can be asked about assets. */
export class Assets {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Reads what is known of an asset. With a fresh address for pages. Needs the scope `asset:read`. Costs 1 of the read budget. */
  about(asset: string, options: CallOptions = {}): Promise<AssetView> {
    return this.#caller.send('GET', '/v1/assets/{asset}/about', { path: { asset } }, options);
  }

  /** Reads an asset's bytes by a signed address. For pages, which have no credential: an asset's view, a presenter's manifest and a session's presenter have such addresses. Those of public assets stay valid; those of private ones end. */
  file(asset: string, options: CallOptions & { readonly tenant?: string; readonly expires?: number; readonly signature?: string } = {}): Promise<Response> {
    return this.#caller.fetch('GET', '/v1/assets/{asset}/file', { path: { asset }, query: { tenant: options.tenant, expires: options.expires, signature: options.signature } }, options);
  }

  /** Reads an asset's bytes. Never changes: the id is the hash of the bytes. `Range` and `If-None-Match` are served. Needs the scope `asset:read`. Costs 1 of the read budget. */
  get(asset: string, options: CallOptions = {}): Promise<Response> {
    return this.#caller.fetch('GET', '/v1/assets/{asset}', { path: { asset } }, options);
  }

  /** Lists assets. In the order of their ids, `limit` (1 to 200, 50 if left out) at a time; `after` is the last answer's `next`. Needs the scope `asset:read`. Costs 1 of the read budget. */
  list(options: CallOptions & { readonly after?: string; readonly limit?: number } = {}): AsyncIterable<AssetView> {
    return this.#caller.list('/v1/assets', 'items', { query: { after: options.after, limit: options.limit } }, options);
  }

  /** Removes an asset. Only one that no draft and no revision names. Uploading it again brings it back. Needs the scope `asset:write`. Costs 1 of the command budget. */
  remove(asset: string, options: CallOptions = {}): Promise<void> {
    return this.#caller.tell('DELETE', '/v1/assets/{asset}', { path: { asset } }, options);
  }

  /** Sweeps the tenant's assets. Marks assets that no draft and no revision names, and removes those that were marked for the time of grace. `dryRun=true` only tells what it would remove. The server sweeps by itself too. Needs the scope `asset:write`. Costs 1 of the command budget. */
  sweep(options: CallOptions & { readonly dryRun?: boolean } = {}): Promise<SweepReport> {
    return this.#caller.send('POST', '/v1/assets/sweep', { query: { dryRun: options.dryRun } }, options);
  }

  /** Reads the last sweep, or how far it is. `examined` of `total` assets were looked at; zeros when there was no sweep since the server began. Needs the scope `asset:read`. Costs 1 of the read budget. */
  sweepProgress(options: CallOptions = {}): Promise<SweepReport> {
    return this.#caller.send('GET', '/v1/assets/sweep', {}, options);
  }

  /** Uploads an asset. The body is the file: PNG, WebP, SVG, GLB, WAV, Ogg, MP3, or a character's JSON; `Content-Type` says which, and it is checked as a whole. A drawing (SVG) is kept as a cleaned copy, so its id is that of the copy; `removed` tells what was left out. The same bytes are the same asset: uploading them again changes `visibility` (`private` or `public`) only. Each further megabyte costs one more. Needs the scope `asset:write`. Costs 1 of the upload budget. */
  upload(content: Content, options: CallOptions & { readonly visibility?: string } = {}): Promise<AssetView> {
    return this.#caller.send('POST', '/v1/assets', { query: { visibility: options.visibility }, content, media: '*/*' }, options);
  }
}

/** What can be asked about audit. */
export class Audit {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Signs the log as it is. A signed note (C2SP tlog-checkpoint): origin, size, root hash, signature with ECDSA on P-256. Keep it: a later log that does not continue it was changed. Needs the scope `audit:read`. Costs 1 of the read budget. */
  checkpoint(options: CallOptions = {}): Promise<string> {
    return this.#caller.read('GET', '/v1/audit/checkpoint', {}, options);
  }

  /** Exports the whole log as JSON lines. Entries in order, hashes after every 256, and a signed checkpoint as the last line; troupe audit verify checks it. Exporting is itself an entry, the last one; when that cannot be written nothing is exported. Needs the scope `audit:read`. Costs 1 of the export budget. */
  export(options: CallOptions = {}): Promise<Response> {
    return this.#caller.fetch('GET', '/v1/audit/export', {}, options);
  }

  /** Shows the public key of the checkpoints. A line name+id+base64 as signed notes have it (type 0x02). Fetch it once, keep it, and compare. Needs the scope `audit:read`. Costs 1 of the read budget. */
  key(options: CallOptions = {}): Promise<string> {
    return this.#caller.read('GET', '/v1/audit/key', {}, options);
  }

  /** Lists entries of the audit log, oldest first. Go on with next until it is absent, also when a page is empty: at most 10,000 entries are looked at for a page. Reading is itself an entry; while nothing can be written it waits, and is written later with its time. Needs the scope `audit:read`. Costs 1 of the read budget. */
  list(options: CallOptions & { readonly action?: string; readonly target?: string; readonly outcome?: string; readonly subject?: string; readonly since?: string; readonly until?: string; readonly after?: number; readonly limit?: number } = {}): AsyncIterable<AuditRecord> {
    return this.#caller.list('/v1/audit', 'entries', { query: { action: options.action, target: options.target, outcome: options.outcome, subject: options.subject, since: options.since, until: options.until, after: options.after, limit: options.limit } }, options);
  }

  /** Proves that the log only grew between two sizes. The consistency proof of RFC 6962, section 2.1.2, from one size to another; without the second, to the newest. Needs the scope `audit:read`. Costs 1 of the read budget. */
  proveConsistency(options: CallOptions & { readonly from?: number; readonly to?: number } = {}): Promise<ConsistencyProof> {
    return this.#caller.send('GET', '/v1/audit/proofs/consistency', { query: { from: options.from, to: options.to } }, options);
  }

  /** Proves that an entry is in the log. The audit path of RFC 6962, section 2.1.1, from the entry to the root of the tree of the given size; without a size, of the newest. Needs the scope `audit:read`. Costs 1 of the read budget. */
  proveInclusion(options: CallOptions & { readonly index?: number; readonly size?: number } = {}): Promise<InclusionProof> {
    return this.#caller.send('GET', '/v1/audit/proofs/inclusion', { query: { index: options.index, size: options.size } }, options);
  }
}

/** What can be asked about federation. */
export class Federation {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Reads which issuer the tenant trusts. Its tokens are good here as the terms say. Needs the scope `tenant:admin`. Costs 1 of the read budget. */
  get(options: CallOptions = {}): Promise<FederationView> {
    return this.#caller.send('GET', '/v1/federation', {}, options);
  }

  /** Trusts no issuer any longer. Live sessions of its tokens end, on every node. Needs the scope `tenant:admin`. Costs 1 of the command budget. */
  remove(options: CallOptions = {}): Promise<FederationView> {
    return this.#caller.send('DELETE', '/v1/federation', {}, options);
  }

  /** Trusts an issuer. Tokens of an OpenID provider (RS256 or ES256) are good here from then on, in place of those of the one before. Needs the scope `tenant:admin`. Costs 1 of the command budget. */
  set(request: Federation, options: CallOptions = {}): Promise<FederationView> {
    return this.#caller.send('PUT', '/v1/federation', { request }, options);
  }
}

/** What can be asked about jobs. */
export class Jobs {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Read a job. Where queued work stands: queued, running, done or failed. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  get(job: string, options: CallOptions = {}): Promise<JobView> {
    return this.#caller.send('GET', '/v1/jobs/{job}', { path: { job } }, options);
  }
}

/** What can be asked about keys. */
export class Keys {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Creates a key. The secret is in this answer and nowhere else: only its hash is kept. Needs the scope `key:manage`. Costs 1 of the command budget. */
  create(request: CreateKey, options: CallOptions = {}): Promise<KeySecret> {
    return this.#caller.send('POST', '/v1/keys', { request }, options);
  }

  /** Reads a key. No secret is shown. Needs the scope `key:manage`. Costs 1 of the read budget. */
  get(key: KeyView | string, options: CallOptions = {}): Promise<KeyView> {
    return this.#caller.send('GET', '/v1/keys/{key}', { path: { key } }, options);
  }

  /** Lists the tenant's keys. In the order of their ids, `limit` (1 to 200, 50 if left out) at a time; `after` is the last answer's `next`. Revoked and expired ones included; no secret is shown. Needs the scope `key:manage`. Costs 1 of the read budget. */
  list(options: CallOptions & { readonly after?: string; readonly limit?: number } = {}): AsyncIterable<KeyView> {
    return this.#caller.list('/v1/keys', 'items', { query: { after: options.after, limit: options.limit } }, options);
  }

  /** Revokes a key. It is refused for good, and so are the tokens that it issued; their live sessions end, on every node. Needs the scope `key:manage`. Costs 1 of the command budget. */
  revoke(key: KeyView | string, options: CallOptions = {}): Promise<KeyView> {
    return this.#caller.send('DELETE', '/v1/keys/{key}', { path: { key } }, options);
  }

  /** Gives a key another secret. The secret before it stays good for the overlap, so that programs can change over one by one. The one before that ends at once. Needs the scope `key:manage`. Costs 1 of the command budget. */
  rotate(key: KeyView | string, request: RotateKey, options: CallOptions = {}): Promise<KeySecret> {
    return this.#caller.send('POST', '/v1/keys/{key}/rotate', { path: { key }, request }, options);
  }
}

/** What can be asked about limits. */
export class Limits {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Shows the budgets of the calling credential. What is left is a promise: so many units pass at once, whatever the load. Needs the scope `tenant:view`. Costs 1 of the read budget. */
  show(options: CallOptions = {}): Promise<LimitsView> {
    return this.#caller.send('GET', '/v1/limits', {}, options);
  }
}

/** What can be asked about policy. */
export class Policy {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** `PUT /v1/policy`. Replaces all rules. Every mistake is listed at once, with its place as a JSON pointer. Needs If-Match. The rules hold from the answer on; the disclosure stays as it is. Needs the scope `policy:edit`. Costs 1 of the command budget. */
  change(request: PolicyDocument, options: CallOptions = {}): Promise<PolicyView> {
    return this.#caller.send('PUT', '/v1/policy', { request, match: true }, options);
  }

  /** `PUT /v1/policy/disclosure`. The audit names what was turned off. The sentence at the start and the marks for machines; the label is each presenter's own. Marks that are turned off stand in the audit. Needs If-Match; holds for sessions that begin afterwards. Needs the scope `presenter:admin`. Costs 1 of the command budget. */
  changeDisclosure(request: DisclosureRules, options: CallOptions = {}): Promise<PolicyView> {
    return this.#caller.send('PUT', '/v1/policy/disclosure', { request, match: true }, options);
  }

  /** `POST /v1/policy/explain`. Says of a text or an edit what would happen and what every rule says of it, by the rules that hold or by those that are sent along. Changes and keeps nothing. Needs the scope `policy:view`. Costs 1 of the read budget. */
  explain(request: ExplainPolicy, options: CallOptions = {}): Promise<PolicyExplanation> {
    return this.#caller.send('POST', '/v1/policy/explain', { request }, options);
  }

  /** `GET /v1/policy`. The rules that hold, their version as ETag, and how the presenter is shown to be a machine. Needs the scope `policy:view`. Costs 1 of the read budget. */
  read(options: CallOptions = {}): Promise<PolicyView> {
    return this.#caller.send('GET', '/v1/policy', {}, options);
  }

  /** `GET /v1/policy/versions/{version}`. The policy as it was at a version; version 0 is the empty one of the beginning. Needs the scope `policy:view`. Costs 1 of the read budget. */
  readVersion(version: number, options: CallOptions = {}): Promise<PolicyView> {
    return this.#caller.send('GET', '/v1/policy/versions/{version}', { path: { version } }, options);
  }

  /** `POST /v1/policy/rollback`. A version of its own, so that it can be taken back as well. Needs If-Match. The disclosure stays as it is. Needs the scope `policy:edit`. Costs 1 of the command budget. */
  rollBack(request: RollBackPolicy, options: CallOptions = {}): Promise<PolicyView> {
    return this.#caller.send('POST', '/v1/policy/rollback', { request, match: true }, options);
  }

  /** `GET /v1/policy/versions`. Every version of the policy, oldest first. Needs the scope `policy:view`. Costs 1 of the read budget. */
  versions(options: CallOptions = {}): Promise<PolicyVersions> {
    return this.#caller.send('GET', '/v1/policy/versions', {}, options);
  }
}

/** What can be asked about presenters. */
export class Presenters {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Archive a presenter. No new sessions and no changes; sessions that run go on. Needs the scope `presenter:admin`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  archive(presenter: PresenterView | string, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('POST', '/v1/presenters/{presenter}/archive', { path: { presenter }, match: true }, options);
  }

  /** Attach brand assets. Pictures by their role: background or logo. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  attachBrand(presenter: PresenterView | string, request: AttachBrand, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/brand', { path: { presenter }, request, match: true }, options);
  }

  /** Read who a session would show. What `session.started` would say of the presenter: name, disclosure, locale and look. Nothing else of the profile. `revision` and `preview` need what a session with them needs. Needs the scope `session:talk`. Costs 1 of the read budget. */
  card(presenter: PresenterView | string, options: CallOptions & { readonly scene?: string; readonly revision?: number; readonly preview?: boolean } = {}): Promise<PresenterCard> {
    return this.#caller.send('GET', '/v1/presenters/{presenter}/card', { path: { presenter }, query: { scene: options.scene, revision: options.revision, preview: options.preview } }, options);
  }

  /** Change the look. Whether the parts fit together is preflight's matter: a draft may be incomplete. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  changeLook(presenter: PresenterView | string, request: ChangeLook, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PATCH', '/v1/presenters/{presenter}/look', { path: { presenter }, request, match: true }, options);
  }

  /** Choose a preset. Look, voice, speech and gestures become the preset's; persona, flows and brand stay. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  choosePreset(presenter: PresenterView | string, request: ChoosePreset, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/preset', { path: { presenter }, request, match: true }, options);
  }

  /** Create a presenter. The draft begins as a preset; publish it so that sessions can show it. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  create(request: CreatePresenter, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('POST', '/v1/presenters', { request }, options);
  }

  /** Compare two revisions. `from` and `to` are revisions; what is left out is the draft. Each change has a JSON pointer and both values. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  diff(presenter: PresenterView | string, options: CallOptions & { readonly from?: number; readonly to?: number } = {}): Promise<RevisionDiff> {
    return this.#caller.send('GET', '/v1/presenters/{presenter}/diff', { path: { presenter }, query: { from: options.from, to: options.to } }, options);
  }

  /** Duplicate a presenter. The draft is copied, not the revisions. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  duplicate(presenter: PresenterView | string, request: DuplicatePresenter, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('POST', '/v1/presenters/{presenter}/duplicate', { path: { presenter }, request }, options);
  }

  /** Read a presenter. The ETag is the version that changes name in If-Match. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  get(presenter: PresenterView | string, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('GET', '/v1/presenters/{presenter}', { path: { presenter } }, options);
  }

  /** List presenters. In the order of their ids, `limit` (1 to 200, 50 if left out) at a time; `after` is the last answer's `next`. Archived ones come with `archived=true`. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  list(options: CallOptions & { readonly after?: string; readonly limit?: number; readonly archived?: boolean } = {}): AsyncIterable<PresenterSummary> {
    return this.#caller.list('/v1/presenters', 'items', { query: { after: options.after, limit: options.limit, archived: options.archived } }, options);
  }

  /** Read the assets of a revision. Every asset that the revision names, with its role, type, size, integrity (W3C Subresource Integrity) and an address for pages. Assets stay as long as a revision names them. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  manifest(presenter: PresenterView | string, revision: number, options: CallOptions = {}): Promise<AssetManifest> {
    return this.#caller.send('GET', '/v1/presenters/{presenter}/revisions/{revision}/manifest', { path: { presenter, revision } }, options);
  }

  /** Mark the known-safe baseline. The first revision is the baseline until another is marked. The words of another meet the policy of now, for the baseline can be shown whatever comes later. Needs the scope `presenter:publish`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  markBaseline(presenter: PresenterView | string, request: PinRevision, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/baseline', { path: { presenter }, request, match: true }, options);
  }

  /** List what presenters can be made of. Presets, characters, outfits, hair, props, backgrounds, voices that work here, presets of lip sync. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  parts(options: CallOptions = {}): Promise<PresenterParts> {
    return this.#caller.send('GET', '/v1/presenters/parts', {}, options);
  }

  /** Pin a scene to a revision. Sessions of the scene show it at once, whatever is published or rolled back. Its words meet the policy of now, unless it is the baseline. Needs the scope `presenter:publish`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  pin(presenter: PresenterView | string, scene: string, request: PinRevision, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/pins/{scene}', { path: { presenter, scene }, request, match: true }, options);
  }

  /** Check whether it can be published. Checks the draft, or the profile in the body, and asks the policy about its words. Lists every reason at once; changes nothing. Words that would be held are no reason: publishing is answered 202 then. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  preflight(presenter: PresenterView | string, request?: PresenterProfile, options: CallOptions = {}): Promise<PreflightResult> {
    return this.#caller.send('POST', '/v1/presenters/{presenter}/preflight', { path: { presenter }, request }, options);
  }

  /** Publish the draft. Preflight comes first: 422 lists everything that does not fit. All words of the draft meet the policy of now: what it denies or would redact is refused, what it reviews is held. Live sessions show the revision with their next frame. Needs the scope `presenter:publish`. Costs 1 of the publish budget. Throws a HeldError when the policy holds it until somebody decides. */
  publish(presenter: PresenterView | string, request: PublishPresenter, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('POST', '/v1/presenters/{presenter}/publish', { path: { presenter }, request, match: true }, options);
  }

  /** Rehearse the draft. Preflight, then the voice speaks the greeting unheard, so that a preview begins at once. The job's states are pushed. Needs the scope `presenter:edit`. Costs 1 of the preview budget. */
  rehearse(presenter: PresenterView | string, options: CallOptions = {}): Promise<JobView> {
    return this.#caller.send('POST', '/v1/presenters/{presenter}/rehearse', { path: { presenter } }, options);
  }

  /** Rename a presenter. The name in lists; no revision is needed for it. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  rename(presenter: PresenterView | string, request: RenamePresenter, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/name', { path: { presenter }, request, match: true }, options);
  }

  /** Restore an archived presenter. It can be changed and shown again. Needs the scope `presenter:admin`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  restore(presenter: PresenterView | string, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('POST', '/v1/presenters/{presenter}/restore', { path: { presenter }, match: true }, options);
  }

  /** Read a revision. A revision never changes. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  revision(presenter: PresenterView | string, revision: number, options: CallOptions = {}): Promise<RevisionView> {
    return this.#caller.send('GET', '/v1/presenters/{presenter}/revisions/{revision}', { path: { presenter, revision } }, options);
  }

  /** Read the history of revisions. The newest first. Needs the scope `presenter:view`. Costs 1 of the read budget. */
  revisions(presenter: PresenterView | string, options: CallOptions = {}): Promise<RevisionList> {
    return this.#caller.send('GET', '/v1/presenters/{presenter}/revisions', { path: { presenter } }, options);
  }

  /** Roll back. To a revision, whose words meet the policy of now as those of a draft do; or without one to the baseline, whatever the policy says by now. Live sessions that are not pinned show it with their next frame; the draft stays. Needs the scope `presenter:publish`. Costs 1 of the publish budget. Throws a HeldError when the policy holds it until somebody decides. */
  rollBack(presenter: PresenterView | string, request: RollBackPresenter, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('POST', '/v1/presenters/{presenter}/rollback', { path: { presenter }, request, match: true }, options);
  }

  /** Set the flows. The writer of the answers is told what to do when something comes up. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  setFlows(presenter: PresenterView | string, request: SetFlows, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/flows', { path: { presenter }, request, match: true }, options);
  }

  /** Set the gestures. How much head, brows and eyes move with speech. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  setGestures(presenter: PresenterView | string, request: GestureStyle, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/gestures', { path: { presenter }, request, match: true }, options);
  }

  /** Set the persona. An empty disclosure hides that the presenter is a machine: it needs presenter:admin, and stands in the audit. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  setPersona(presenter: PresenterView | string, request: Persona, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/persona', { path: { presenter }, request, match: true }, options);
  }

  /** Set the style of speech. Rate, pitch, volume, and the settings of lip sync. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  setSpeech(presenter: PresenterView | string, request: SpeechStyle, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/speech', { path: { presenter }, request, match: true }, options);
  }

  /** Choose the voice. One that works on this server; null for the server's own. Needs the scope `presenter:edit`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  setVoice(presenter: PresenterView | string, request: SetVoice, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('PUT', '/v1/presenters/{presenter}/voice', { path: { presenter }, request, match: true }, options);
  }

  /** Unpin a scene. Sessions of the scene show what is live. Needs the scope `presenter:publish`. Costs 1 of the command budget. Throws a HeldError when the policy holds it until somebody decides. */
  unpin(presenter: PresenterView | string, scene: string, options: CallOptions = {}): Promise<PresenterView> {
    return this.#caller.send('DELETE', '/v1/presenters/{presenter}/pins/{scene}', { path: { presenter, scene }, match: true }, options);
  }
}

/** What can be asked about recordings. */
export class Recordings {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Opens a recording, as JSON lines. For troupe replay. Of a session that goes on it is what was recorded so far, as it is of one whose server died. Opening is an entry of the audit; when that cannot be written nothing is opened. Needs the scope `tenant:admin`. Costs 1 of the read budget. */
  get(session: string, options: CallOptions = {}): Promise<Response> {
    return this.#caller.fetch('GET', '/v1/recordings/{session}', { path: { session } }, options);
  }

  /** Lists recordings of sessions, oldest first. Those that the server that answers has; there are none unless it records. Go on with next until it is absent. Needs the scope `tenant:admin`. Costs 1 of the read budget. */
  list(options: CallOptions & { readonly subject?: string; readonly after?: string; readonly limit?: number } = {}): AsyncIterable<RecordingView> {
    return this.#caller.list('/v1/recordings', 'items', { query: { subject: options.subject, after: options.after, limit: options.limit } }, options);
  }
}

/** What can be asked about reviews. */
export class Reviews {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Decide a review. Approves, edits or rejects what is held. A phrase is spoken, or the fallback sentence; an edit is done on behalf of who asked for it, to the version that they saw. Needs the scope `review:decide`. Costs 1 of the command budget. */
  decide(review: ReviewView | string, request: DecideReview, options: CallOptions = {}): Promise<ReviewView> {
    return this.#caller.send('POST', '/v1/reviews/{review}/decision', { path: { review }, request }, options);
  }

  /** List what is held. The open reviews of the tenant, those that end soonest first. Needs the scope `review:decide`. Costs 1 of the read budget. */
  list(options: CallOptions = {}): Promise<ReviewList> {
    return this.#caller.send('GET', '/v1/reviews', {}, options);
  }

  /** Read a review. An open review or one that has ended. The words of a phrase are erased when it has. Needs the scope `review:decide`. Costs 1 of the read budget. */
  read(review: ReviewView | string, options: CallOptions = {}): Promise<ReviewView> {
    return this.#caller.send('GET', '/v1/reviews/{review}', { path: { review } }, options);
  }
}

/** What can be asked about sessions. */
export class Sessions {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Answers `POST /v1/sessions`. The answer has the address of a WebSocket with a ticket that is good once. Shows the server's own presenter unless one is named; a preview of a draft is for those with presenter:edit. Needs the scope `session:talk`. Costs 1 of the command budget. */
  create(request?: SessionRequest, options: CallOptions = {}): Promise<SessionCreated> {
    return this.#caller.send('POST', '/v1/sessions', { request }, options);
  }

  /** Direct a presenter. The body is one of presenter.say, presenter.interrupt, presenter.gesture, presenter.express, presenter.gaze, presenter.frame, presenter.wear with its `type` and an `id`. Answered once it was applied, with the media time, or rejected. Needs the scope `session:control`. Costs 1 of the command budget. */
  direct(session: string, request: DirectionCommand, options: CallOptions = {}): Promise<CommandApplied> {
    return this.#caller.send('POST', '/v1/sessions/{session}/directions', { path: { session }, request }, options);
  }
}

/** What can be asked about subjects. */
export class Subjects {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Erases a person. For good: nothing is kept under this subject again, and no token is issued to it. It may be repeated. The audit has it under the pseudonym; on every server it is done within half a second. Needs the scope `tenant:admin`. Costs 1 of the command budget. */
  erase(subject: string, options: CallOptions = {}): Promise<SubjectErasure> {
    return this.#caller.send('DELETE', '/v1/subjects/{subject}', { path: { subject } }, options);
  }

  /** Exports what the log keeps about a person as JSON lines. Each line is a fact with the person's data in clear; (erased) stands for what was erased. Exporting is an entry of the audit, under the pseudonym. Needs the scope `tenant:admin`. Costs 1 of the export budget. */
  export(subject: string, options: CallOptions = {}): Promise<Response> {
    return this.#caller.fetch('GET', '/v1/subjects/{subject}/export', { path: { subject } }, options);
  }

  /** Counts what is kept about a person. The person is the subject of their tokens, percent-encoded. Asking is an entry of the audit, under the pseudonym. Needs the scope `tenant:admin`. Costs 1 of the read budget. */
  get(subject: string, options: CallOptions = {}): Promise<SubjectView> {
    return this.#caller.send('GET', '/v1/subjects/{subject}', { path: { subject } }, options);
  }
}

/** What can be asked about subscriptions. */
export class Subscriptions {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Be told what happens. Server-sent events, or a WebSocket. `presenter`, `session` or `job` names one thing; without them everything of the tenant that the credential's scopes let it see. `after`, or Last-Event-ID, goes on after a position: no gap, no repetition. Who reads too slowly is told `resume` and where; whose credential ends is told `end` and why, and comes back after its last position with another one. Following the audit is an entry of it. Needs a credential. Costs 1 of the read budget. */
  open(options: CallOptions & { readonly presenter?: string; readonly session?: string; readonly job?: string; readonly after?: number } = {}): AsyncIterable<Pushed> {
    return this.#caller.follow('/v1/subscriptions', { query: { presenter: options.presenter, session: options.session, job: options.job, after: options.after } }, options);
  }
}

/** What can be asked about tenants. */
export class Tenants {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Creates a tenant. Its first key is created with POST /v1/tenants/{tenant}/keys. Needs the scope `platform:admin`. Costs 1 of the command budget. */
  create(request: CreateTenant, options: CallOptions = {}): Promise<TenantView> {
    return this.#caller.send('POST', '/v1/tenants', { request }, options);
  }

  /** Creates a key of a tenant. The secret is in this answer and nowhere else: only its hash is kept. Needs the scope `platform:admin`. Costs 1 of the command budget. */
  createKey(tenant: TenantView | string, request: CreateKey, options: CallOptions = {}): Promise<KeySecret> {
    return this.#caller.send('POST', '/v1/tenants/{tenant}/keys', { path: { tenant }, request }, options);
  }

  /** Reads a tenant. Its tier and whether it is suspended. Needs the scope `platform:admin`. Costs 1 of the read budget. */
  get(tenant: TenantView | string, options: CallOptions = {}): Promise<TenantView> {
    return this.#caller.send('GET', '/v1/tenants/{tenant}', { path: { tenant } }, options);
  }

  /** Lists all tenants. Those that were created, by id. Needs the scope `platform:admin`. Costs 1 of the read budget. */
  list(options: CallOptions = {}): Promise<readonly TenantView[]> {
    return this.#caller.send('GET', '/v1/tenants', {}, options);
  }

  /** Reads the caller's tenant. The tenant of the credential. Needs the scope `tenant:view`. Costs 1 of the read budget. */
  own(options: CallOptions = {}): Promise<TenantView> {
    return this.#caller.send('GET', '/v1/tenant', {}, options);
  }

  /** Reinstates a suspended tenant. Its credentials are good again. Needs the scope `platform:admin`. Costs 1 of the command budget. */
  reinstate(tenant: TenantView | string, options: CallOptions = {}): Promise<TenantView> {
    return this.#caller.send('POST', '/v1/tenants/{tenant}/reinstate', { path: { tenant } }, options);
  }

  /** Sets the tier of a tenant. Its limits follow. Needs the scope `platform:admin`. Costs 1 of the command budget. */
  setTier(tenant: TenantView | string, request: SetTenantTier, options: CallOptions = {}): Promise<TenantView> {
    return this.#caller.send('PUT', '/v1/tenants/{tenant}/tier', { path: { tenant }, request }, options);
  }

  /** Suspends a tenant. All of its credentials are refused and its live sessions end, on every node. Needs the scope `platform:admin`. Costs 1 of the command budget. */
  suspend(tenant: TenantView | string, options: CallOptions = {}): Promise<TenantView> {
    return this.#caller.send('POST', '/v1/tenants/{tenant}/suspend', { path: { tenant } }, options);
  }
}

/** What can be asked about tokens. */
export class Tokens {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Issues a session token. Asked with an API key, by a server for its page, or by a page with a publishable key. The token allows no more than the key. Needs a credential. Costs 1 of the command budget. */
  issue(request: IssueToken, options: CallOptions = {}): Promise<TokenIssued> {
    return this.#caller.send('POST', '/v1/tokens', { request }, options);
  }

  /** Lists the public keys of tokens. A JSON Web Key Set (RFC 7517). A key is listed a quarter of an hour before it signs, and until the last token that it signed has expired. */
  keys(options: CallOptions = {}): Promise<JsonWebKeySet> {
    return this.#caller.send('GET', '/.well-known/jwks.json', {}, options);
  }

  /** Gets the next token of a family. The refresh token is the credential, and is good once: a repetition within 5 seconds gets the same successor, any other ends the family and its live sessions. While the family is held back for unusual use, the next token has its reading scopes alone and lasts no longer than that, or there is none. */
  refresh(request: TokenRefresh, options: CallOptions = {}): Promise<TokenIssued> {
    return this.#caller.send('POST', '/v1/tokens/refresh', { request }, options);
  }

  /** Revokes a token or a family. Without either, the caller's own family, as a person signs out. Live sessions of it end, on every node. Needs a credential. Costs 1 of the command budget. */
  revoke(request: RevokeToken, options: CallOptions = {}): Promise<TokenRevoked> {
    return this.#caller.send('POST', '/v1/tokens/revoke', { request }, options);
  }
}

/** All that can be asked. */
export class Operations {
  readonly assets: Assets;
  readonly audit: Audit;
  readonly federation: Federation;
  readonly jobs: Jobs;
  readonly keys: Keys;
  readonly limits: Limits;
  readonly policy: Policy;
  readonly presenters: Presenters;
  readonly recordings: Recordings;
  readonly reviews: Reviews;
  readonly sessions: Sessions;
  readonly subjects: Subjects;
  readonly subscriptions: Subscriptions;
  readonly tenants: Tenants;
  readonly tokens: Tokens;

  constructor(caller: Caller) {
    this.assets = new Assets(caller);
    this.audit = new Audit(caller);
    this.federation = new Federation(caller);
    this.jobs = new Jobs(caller);
    this.keys = new Keys(caller);
    this.limits = new Limits(caller);
    this.policy = new Policy(caller);
    this.presenters = new Presenters(caller);
    this.recordings = new Recordings(caller);
    this.reviews = new Reviews(caller);
    this.sessions = new Sessions(caller);
    this.subjects = new Subjects(caller);
    this.subscriptions = new Subscriptions(caller);
    this.tenants = new Tenants(caller);
    this.tokens = new Tokens(caller);
  }
}
