using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Push;

/// <summary>Something to be told, as bytes that all subscribers share.</summary>
/// <param name="Stream">What it is about.</param>
/// <param name="Position">Its place in the log; null for what is not kept.</param>
/// <param name="IsLevel">Whether it says how something stands, so that the latest alone tells it: rapid ones are thinned out.</param>
/// <param name="Json">The message, UTF-8.</param>
internal sealed record PushItem(StreamId Stream, long? Position, bool IsLevel, ReadOnlyMemory<byte> Json)
{
    // Moved by sliders; each fact carries the whole look.
    private const string Level = "presenter.lookChanged";

    /// <summary>Tells a fact of the log, as whoever has the scope of its subject reads it elsewhere: personal data in clear, or that it was erased.</summary>
    /// <exception cref="ProtectionException">Personal data in it was moved or changed, or its key is missing.</exception>
    public static PushItem Of(EventStreams streams, EventEnvelope envelope)
    {
        var pushed = new Pushed(envelope.Position, envelope.Stream.Kind, envelope.Stream.Id, envelope.Version, envelope.Type, envelope.At, streams.Show(envelope));
        return new PushItem(envelope.Stream, envelope.Position, envelope.Type == Level, JsonSerializer.SerializeToUtf8Bytes(pushed, Wire.Json));
    }

    /// <summary>Tells something that is not kept.</summary>
    public static PushItem Of(StreamId stream, string type, DateTimeOffset at, ReadOnlyMemory<byte> json)
    {
        using var data = JsonDocument.Parse(json);
        var pushed = new Pushed(null, stream.Kind, stream.Id, null, type, at, data.RootElement);
        return new PushItem(stream, null, IsLevel: false, JsonSerializer.SerializeToUtf8Bytes(pushed, Wire.Json));
    }
}
