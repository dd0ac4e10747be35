namespace Troupe.Contracts.Control;

/// <summary>Creates a presenter.</summary>
/// <param name="Name">Its name in lists, 1 to 80 characters.</param>
public sealed record CreatePresenter(string Name)
{
    /// <summary>Its id: 1 to 64 of <c>a-z 0-9 -</c>; null for one that the server makes.</summary>
    public string? Id { get; init; }

    /// <summary>The preset that it begins as. Default: <c>host</c>.</summary>
    public string Preset { get; init; } = "host";
}

/// <summary>Gives a presenter another name in lists.</summary>
/// <param name="Name">1 to 80 characters.</param>
public sealed record RenamePresenter(string Name);

/// <summary>Sets what a presenter does when something comes up.</summary>
/// <param name="Flows">All of them, 50 at most.</param>
public sealed record SetFlows(IReadOnlyList<Flow> Flows);

/// <summary>Makes a presenter look, sound and move as a preset does.</summary>
/// <param name="Preset">One of <c>GET /v1/presenters/parts</c>.</param>
public sealed record ChoosePreset(string Preset);

/// <summary>Changes how a presenter looks; what is left out stays.</summary>
public sealed record ChangeLook
{
    /// <summary>The character.</summary>
    public string? Rig { get; init; }

    /// <summary>What it wears.</summary>
    public string? Outfit { get; init; }

    /// <summary>Its hair.</summary>
    public string? Hair { get; init; }

    /// <summary>What is behind it.</summary>
    public string? Background { get; init; }

    /// <summary>All things that it has on or beside it.</summary>
    public IReadOnlyList<string>? Props { get; init; }

    /// <summary>What of it is shown.</summary>
    public CameraFraming? Camera { get; init; }

    /// <summary>Colours of captions.</summary>
    public CaptionColors? Captions { get; init; }
}

/// <summary>Attaches the assets of a brand.</summary>
/// <param name="Assets">All of them, one for a role.</param>
public sealed record AttachBrand(IReadOnlyList<BrandAsset> Assets);

/// <summary>Chooses the voice.</summary>
/// <param name="Voice">One of <c>GET /v1/presenters/parts</c>; null for the server's.</param>
public sealed record SetVoice(string? Voice);

/// <summary>Makes a revision of the draft, which sessions then show.</summary>
public sealed record PublishPresenter
{
    /// <summary>What is different, for people; to 500 characters.</summary>
    public string? Note { get; init; }
}

/// <summary>Pins a scene to a revision.</summary>
/// <param name="Revision">The revision.</param>
public sealed record PinRevision(int Revision);

/// <summary>Goes back to an earlier revision.</summary>
public sealed record RollBackPresenter
{
    /// <summary>The revision; null for the one that is known to be safe.</summary>
    public int? Revision { get; init; }
}

/// <summary>Makes a presenter of another one's draft.</summary>
/// <param name="Name">Its name in lists.</param>
public sealed record DuplicatePresenter(string Name)
{
    /// <summary>Its id: 1 to 64 of <c>a-z 0-9 -</c>; null for one that the server makes.</summary>
    public string? Id { get; init; }
}
