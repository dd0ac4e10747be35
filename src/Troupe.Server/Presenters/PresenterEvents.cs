using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>A presenter was made.</summary>
/// <param name="Name">Its name in lists.</param>
/// <param name="Profile">What it begins as.</param>
/// <param name="Of">The presenter that it was made of; null when of none.</param>
[EventType("presenter.created")]
internal sealed record PresenterCreated(string Name, PresenterProfile Profile, string? Of = null) : IDomainEvent;

/// <summary>It has another name in lists.</summary>
[EventType("presenter.renamed")]
internal sealed record PresenterRenamed(string Name) : IDomainEvent;

/// <summary>The draft is somebody else.</summary>
[EventType("presenter.personaSet")]
internal sealed record PersonaSet(Persona Persona) : IDomainEvent;

/// <summary>The draft does other things when something comes up.</summary>
[EventType("presenter.flowsSet")]
internal sealed record FlowsSet(IReadOnlyList<Flow> Flows) : IDomainEvent;

/// <summary>The draft is as a preset is; with the preset's values, which may be others in a later release.</summary>
[EventType("presenter.presetChosen")]
internal sealed record PresetChosen(string Preset, PresenterLook Look, string? Voice, SpeechStyle Speech, GestureStyle Gestures) : IDomainEvent;

/// <summary>The draft looks otherwise; with the whole look, so that the latest alone tells it.</summary>
[EventType("presenter.lookChanged")]
internal sealed record LookChanged(PresenterLook Look) : IDomainEvent;

/// <summary>The draft has these assets of a brand.</summary>
[EventType("presenter.brandAttached")]
internal sealed record BrandAttached(IReadOnlyList<BrandAsset> Assets) : IDomainEvent;

/// <summary>The draft has another voice.</summary>
[EventType("presenter.voiceSet")]
internal sealed record VoiceSet(string? Voice) : IDomainEvent;

/// <summary>The draft speaks otherwise.</summary>
[EventType("presenter.speechSet")]
internal sealed record SpeechSet(SpeechStyle Speech) : IDomainEvent;

/// <summary>The draft moves otherwise.</summary>
[EventType("presenter.gesturesSet")]
internal sealed record GesturesSet(GestureStyle Gestures) : IDomainEvent;

/// <summary>A revision was made of the draft; sessions show it from here on.</summary>
[EventType("presenter.published")]
internal sealed record PresenterPublished(int Revision, DateTimeOffset At, string? Note, PresenterProfile Profile) : IDomainEvent;

/// <summary>Sessions show an earlier revision again.</summary>
[EventType("presenter.rolledBack")]
internal sealed record PresenterRolledBack(int Revision, int From) : IDomainEvent;

/// <summary>A revision is known to be safe.</summary>
[EventType("presenter.baselineMarked")]
internal sealed record BaselineMarked(int Revision) : IDomainEvent;

/// <summary>A scene shows this revision, whatever is live.</summary>
[EventType("presenter.scenePinned")]
internal sealed record ScenePinned(string Scene, int Revision) : IDomainEvent;

/// <summary>A scene shows what is live.</summary>
[EventType("presenter.sceneUnpinned")]
internal sealed record SceneUnpinned(string Scene) : IDomainEvent;

/// <summary>Somebody approved words that a rule of the policy holds.</summary>
/// <param name="Words">The rule and the SHA-256 of the words, as <c>rule digest</c>.</param>
[EventType("presenter.wordsApproved")]
internal sealed record WordsApproved(IReadOnlyList<string> Words) : IDomainEvent;

/// <summary>It is put away.</summary>
[EventType("presenter.archived")]
internal sealed record PresenterArchived : IDomainEvent;

/// <summary>It is taken out again.</summary>
[EventType("presenter.restored")]
internal sealed record PresenterRestored : IDomainEvent;
