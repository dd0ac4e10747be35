namespace Troupe.Contracts.Control;

/// <summary>Work that is done later: read it again, or subscribe to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Work">What is done: <c>publish</c> or <c>rehearse</c>.</param>
/// <param name="Presenter">For which presenter.</param>
/// <param name="State">Where it stands.</param>
public sealed record JobView(string Id, string Work, string Presenter, JobState State)
{
    /// <summary>The revision that it made; null otherwise.</summary>
    public int? Revision { get; init; }

    /// <summary>Code of why it failed; null otherwise.</summary>
    public string? Code { get; init; }

    /// <summary>Why it failed; none otherwise.</summary>
    public IReadOnlyList<PreflightReason> Reasons { get; init; } = [];
}

/// <summary>Where work stands.</summary>
public enum JobState
{
    /// <summary>It waits.</summary>
    Queued,

    /// <summary>It is being done.</summary>
    Running,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,
}
