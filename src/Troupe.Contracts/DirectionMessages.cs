namespace Troupe.Contracts;

/// <summary>
/// A command to a presenter by somebody who directs it, with the scope <c>session:control</c>: over HTTP or over a control socket, never over the person's own. Answered with
/// <see cref="CommandApplied"/> or <see cref="CommandRefused"/>.
/// </summary>
public abstract record DirectionCommand : ClientCommand;

/// <summary>
/// Says a text as it stands. What the presenter is saying is stopped for it, and what the person is saying is not waited for. Where nothing is spoken it comes in writing, as a turn of its own.
/// </summary>
[WireType("presenter.say")]
public sealed record PresenterSay : DirectionCommand
{
    /// <summary>What is said, 1 to 2,000 characters.</summary>
    public required string Text { get; init; }
}

/// <summary>Stops what the presenter is saying.</summary>
[WireType("presenter.interrupt")]
public sealed record PresenterInterrupt : DirectionCommand;

/// <summary>Has the presenter make a gesture.</summary>
[WireType("presenter.gesture")]
public sealed record PresenterGesture : DirectionCommand
{
    /// <summary>Which one: <c>nod</c>, <c>shake</c> or <c>tilt</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How far, above 0 to 1. Default: 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Milliseconds, 100 to 10,000. Default: 700.</summary>
    public double Duration { get; init; } = 700;
}

/// <summary>Gives the presenter an expression.</summary>
[WireType("presenter.express")]
public sealed record PresenterExpress : DirectionCommand
{
    /// <summary>Which one, such as <c>smile</c> or <c>concerned</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How strong, above 0 to 1. Default: 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Milliseconds, 100 to 60,000. Default: 3,000.</summary>
    public double Duration { get; init; } = 3_000;
}

/// <summary>Has the presenter look somewhere.</summary>
[WireType("presenter.gaze")]
public sealed record PresenterGaze : DirectionCommand
{
    /// <summary>Where: <c>viewer</c>, <c>left</c>, <c>right</c>, <c>up</c>, <c>down</c> or <c>away</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Milliseconds, 100 to 60,000. Default: 2,000.</summary>
    public double Duration { get; init; } = 2_000;
}

/// <summary>Shows another part of the presenter's picture, in this session alone, until the presenter changes.</summary>
[WireType("presenter.frame")]
public sealed record PresenterFrame : DirectionCommand
{
    /// <summary>What is shown.</summary>
    public required CameraFraming Camera { get; init; }
}

/// <summary>Dresses the presenter otherwise, in this session alone, until the presenter changes. What is left out stays.</summary>
[WireType("presenter.wear")]
public sealed record PresenterWear : DirectionCommand
{
    /// <summary>What it wears.</summary>
    public string? Outfit { get; init; }

    /// <summary>Its hair.</summary>
    public string? Hair { get; init; }

    /// <summary>All things that it has on or beside it.</summary>
    public IReadOnlyList<string>? Props { get; init; }

    /// <summary>What is behind it.</summary>
    public string? Background { get; init; }
}

/// <summary>A direction was carried out: what it leads to was sent to the person's side at <see cref="ServerMessage.At"/>.</summary>
[WireType("command.applied")]
public sealed record CommandApplied : ServerMessage
{
    /// <summary>The command's id.</summary>
    public required string Command { get; init; }
}

/// <summary>Somebody directs the presenter: the client shows it with its next frame. What is absent stays.</summary>
[WireType("presenter.directed")]
public sealed record PresenterDirected : ServerMessage
{
    /// <summary>A gesture, gaze or expression that begins when this arrives; its start is 0.</summary>
    public PerformanceCue? Cue { get; init; }

    /// <summary>What is shown of the picture.</summary>
    public CameraFraming? Camera { get; init; }

    /// <summary>What it wears.</summary>
    public string? Outfit { get; init; }

    /// <summary>Its hair.</summary>
    public string? Hair { get; init; }

    /// <summary>All things that it has on or beside it.</summary>
    public IReadOnlyList<string>? Props { get; init; }

    /// <summary>What is behind it.</summary>
    public string? Background { get; init; }
}
