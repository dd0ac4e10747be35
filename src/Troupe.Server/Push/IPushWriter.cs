namespace Troupe.Server.Push;

/// <summary>The way to one subscriber. One caller at a time.</summary>
internal interface IPushWriter
{
    /// <summary>Says that it begins.</summary>
    /// <param name="after">The position that what is told comes after.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask BeginAsync(long after, CancellationToken cancellationToken);

    /// <summary>Tells something.</summary>
    ValueTask TellAsync(PushItem item, CancellationToken cancellationToken);

    /// <summary>Shows that the line is alive.</summary>
    ValueTask KeepAliveAsync(CancellationToken cancellationToken);

    /// <summary>Says that it ends, and why.</summary>
    ValueTask EndAsync(SubscriptionEnd end, CancellationToken cancellationToken);

    /// <summary>Waits until the other end has closed the line, as who has read the last word does.</summary>
    ValueTask ClosedAsync(CancellationToken cancellationToken);

    /// <summary>Cuts the line, for nobody reads it.</summary>
    void Abort();
}
