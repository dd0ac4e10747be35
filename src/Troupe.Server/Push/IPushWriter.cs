namespace Troupe.Server.Push;

/// <summary>The way to one subscriber. One caller at a time.</summary>
internal interface IPushWriter
{
    /// <summary>Says that it begins.</summary>
    ValueTask BeginAsync(CancellationToken cancellationToken);

    /// <summary>Tells something.</summary>
    ValueTask TellAsync(PushItem item, CancellationToken cancellationToken);

    /// <summary>Shows that the line is alive.</summary>
    ValueTask KeepAliveAsync(CancellationToken cancellationToken);

    /// <summary>Says that it ends.</summary>
    /// <param name="resumeAfter">Where the subscriber comes back, if it read too slowly.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask EndAsync(long? resumeAfter, CancellationToken cancellationToken);
}
