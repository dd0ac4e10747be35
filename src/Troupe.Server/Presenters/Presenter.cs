using System.Collections.Immutable;
using Troupe.Contracts.Control;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>A presenter, folded from its facts; immutable.</summary>
internal sealed record Presenter : IFolded<Presenter>
{
    /// <inheritdoc/>
    public static string Kind => "presenter";

    /// <inheritdoc/>
    public static Presenter Initial { get; } = new();

    /// <inheritdoc/>
    public static string? Schema => "2";

    /// <summary>Whether it was ever created.</summary>
    public bool Exists => Draft is not null;

    /// <summary>Its name in lists.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is being worked on; null before it is created.</summary>
    public PresenterProfile? Draft { get; init; }

    /// <summary>What was published, by number from 1.</summary>
    public ImmutableList<Revision> Revisions { get; init; } = [];

    /// <summary>The revision that sessions show; null before the first.</summary>
    public int? Live { get; init; }

    /// <summary>The revision that is known to be safe: the first, until another is marked.</summary>
    public int? Baseline { get; init; }

    /// <summary>Revisions that scenes are pinned to.</summary>
    public ImmutableDictionary<string, int> Pins { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Words that somebody approved, with the rule that held them, as <c>rule digest</c>.</summary>
    public ImmutableHashSet<string> Approved { get; init; } = [];

    /// <summary>Whether it is put away.</summary>
    public bool IsArchived { get; init; }

    /// <summary>A revision by its number; null when there is none.</summary>
    public Revision? Find(int revision) => revision >= 1 && revision <= Revisions.Count ? Revisions[revision - 1] : null;

    /// <inheritdoc/>
    public Presenter Apply(IDomainEvent fact) => fact switch
    {
        PresenterCreated created => this with { Name = created.Name, Draft = created.Profile },
        PresenterRenamed renamed => this with { Name = renamed.Name },
        PersonaSet set => Edit(draft => draft with { Persona = set.Persona }),
        FlowsSet set => Edit(draft => draft with { Flows = set.Flows }),
        PresetChosen chosen => Edit(draft => draft with { Preset = chosen.Preset, Look = chosen.Look, Voice = chosen.Voice, Speech = chosen.Speech, Gestures = chosen.Gestures }),
        LookChanged changed => Edit(draft => draft with { Look = changed.Look }),
        BrandAttached attached => Edit(draft => draft with { Brand = attached.Assets }),
        VoiceSet set => Edit(draft => draft with { Voice = set.Voice }),
        SpeechSet set => Edit(draft => draft with { Speech = set.Speech }),
        GesturesSet set => Edit(draft => draft with { Gestures = set.Gestures }),
        PresenterPublished published => this with
        {
            Revisions = Revisions.Add(new Revision(published.Revision, published.At, published.Note, published.Profile)),
            Live = published.Revision,
            Baseline = Baseline ?? published.Revision,
        },
        PresenterRolledBack back => this with { Live = back.Revision },
        BaselineMarked marked => this with { Baseline = marked.Revision },
        ScenePinned pinned => this with { Pins = Pins.SetItem(pinned.Scene, pinned.Revision) },
        SceneUnpinned unpinned => this with { Pins = Pins.Remove(unpinned.Scene) },
        WordsApproved approved => this with { Approved = Approved.Union(approved.Words) },
        PresenterArchived => this with { IsArchived = true },
        PresenterRestored => this with { IsArchived = false },
        _ => this,
    };

    private Presenter Edit(Func<PresenterProfile, PresenterProfile> edit) => this with { Draft = edit(Draft!) };
}

/// <summary>What was published: it never changes.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it was published.</param>
/// <param name="Note">What is different, for people.</param>
/// <param name="Profile">What it is.</param>
internal sealed record Revision(int Number, DateTimeOffset At, string? Note, PresenterProfile Profile);
