using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>Does one kind of work. It may be asked again for the same work, when the server that did it went down. Thread-safe.</summary>
internal interface IWorker
{
    /// <summary>What it does, such as <c>presenter.publish</c>.</summary>
    string Action { get; }

    /// <summary>Does it.</summary>
    /// <param name="command">What was asked; its payload is a <see cref="System.Text.Json.JsonElement"/>.</param>
    /// <param name="presenter">For which presenter.</param>
    /// <param name="cancellationToken">Another server does it, or this one goes down.</param>
    /// <returns><see cref="JobDone"/> or <see cref="JobFailed"/>.</returns>
    Task<IDomainEvent> DoAsync(Command command, string presenter, CancellationToken cancellationToken);
}
