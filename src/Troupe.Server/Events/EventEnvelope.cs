namespace Troupe.Server.Events;

/// <summary>A fact to be appended.</summary>
/// <param name="Id">Chosen by the writer. An append whose events are in the stream already changes nothing.</param>
/// <param name="Type">Name of the fact, such as <c>presenter.created</c>.</param>
/// <param name="Data">The fact, JSON in UTF-8.</param>
internal sealed record NewEvent(Guid Id, string Type, ReadOnlyMemory<byte> Data);

/// <summary>What one append adds to one stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Expected">The version that the writer saw: 0 for a stream without facts, <see cref="AnyVersion"/> to append at the end whatever it is.</param>
/// <param name="Events">The facts, one or more.</param>
internal sealed record StreamWrite(StreamId Stream, long Expected, IReadOnlyList<NewEvent> Events)
{
    /// <summary>Appends at the end, whatever it is.</summary>
    public const long AnyVersion = -1;
}

/// <summary>A fact as it stands in the log.</summary>
/// <param name="Position">Its place among the facts of all streams, rising from 1; positions may be left out.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its place in the stream: 1, 2, 3 …</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its name.</param>
/// <param name="At">When it was appended, by the clock of the server that did.</param>
/// <param name="Data">The fact, JSON in UTF-8.</param>
internal sealed record EventEnvelope(long Position, StreamId Stream, long Version, Guid Id, string Type, DateTimeOffset At, ReadOnlyMemory<byte> Data);

/// <summary>What came of an append.</summary>
internal abstract record AppendOutcome
{
    /// <summary>All writes are durable.</summary>
    /// <param name="Position">Position of the last fact.</param>
    /// <param name="Versions">The version of each stream after its write, in the order of the writes.</param>
    /// <param name="Repeated">Whether they were durable before.</param>
    internal sealed record Appended(long Position, IReadOnlyList<long> Versions, bool Repeated) : AppendOutcome;

    /// <summary>Nothing was appended: somebody else wrote to a stream meanwhile.</summary>
    /// <param name="Stream">The first such stream.</param>
    /// <param name="Expected">The version that the writer saw.</param>
    /// <param name="Actual">The version that it has.</param>
    internal sealed record Conflicted(StreamId Stream, long Expected, long Actual) : AppendOutcome;
}

/// <summary>Which facts a reader wants; null stands for any.</summary>
/// <param name="Tenant">Whose; only projections of the server itself leave it out.</param>
/// <param name="Kind">Kind of their streams.</param>
/// <param name="Id">Id of their stream; needs the two others.</param>
internal sealed record EventFilter(TenantId? Tenant = null, string? Kind = null, string? Id = null)
{
    /// <summary>Facts of one stream.</summary>
    public static EventFilter Of(StreamId stream) => new(stream.Tenant, stream.Kind, stream.Id);

    /// <summary>Whether a stream's facts pass.</summary>
    public bool Passes(in StreamId stream) =>
        (Tenant is null || Tenant == stream.Tenant) && (Kind is null || Kind == stream.Kind) && (Id is null || Id == stream.Id);
}
