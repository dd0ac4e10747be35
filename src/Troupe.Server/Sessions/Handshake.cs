using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Server.Delivery;

namespace Troupe.Server.Sessions;

/// <summary>What a handshake came to.</summary>
internal abstract record Handshake
{
    /// <summary>Both sides agree.</summary>
    /// <param name="Settings">What was agreed.</param>
    /// <param name="Shortcomings">What the client asked for and does not get.</param>
    internal sealed record Agreed(SessionSettings Settings, IReadOnlyList<ErrorRaised> Shortcomings) : Handshake;

    /// <summary>The offer cannot be taken.</summary>
    /// <param name="Answer">Why, and what could be offered.</param>
    /// <param name="Closes">Whether another offer on the same socket is pointless.</param>
    internal sealed record Refused(CommandRefused Answer, bool Closes) : Handshake;

    /// <summary>Considers what a client offers.</summary>
    public static Handshake Consider(SessionStart offer, ConversationEngines engines)
    {
        if (CheckProtocol(offer.Id, offer.Protocol) is { } refused)
        {
            return refused;
        }

        if (CheckFormat(offer.Id, "input", offer.Input) is { } input)
        {
            return input;
        }

        if (CheckFormat(offer.Id, "output", offer.Output) is { } output)
        {
            return output;
        }

        var shortcomings = new List<ErrorRaised>();
        var hears = engines is { VoiceActivity: not null, Recognizer: not null };
        var speaks = engines.Synthesizer is not null;
        if (offer.Input is not null && !hears)
        {
            shortcomings.Add(Refusals.Error("engine_unavailable", "The presenter cannot hear: an engine for voice input is missing. Write instead."));
        }

        if (offer.Output is not null && !speaks)
        {
            shortcomings.Add(Refusals.Error("engine_unavailable", "The presenter cannot speak: a voice is missing. Answers come as text."));
        }

        return new Agreed(
            new SessionSettings
            {
                Input = hears ? Format(offer.Input) : null,
                Output = speaks ? Format(offer.Output) : null,
                Tracks = offer.Tracks.ToHashSet(),
            },
            shortcomings);
    }

    /// <summary>Refuses a protocol version that is not spoken here; null when it is.</summary>
    public static Refused? CheckProtocol(string command, int version) => version == Protocol.Version
        ? null
        : new Refused(Refusals.Of(command, "unsupported_protocol", $"This server speaks version {Protocol.Version} of the protocol, not {version}."), Closes: true);

    private static Refused? CheckFormat(string command, string side, AudioFormatOffer? offer) =>
        offer is null || (offer.Encoding == "pcm16" && Protocol.SampleRates.Contains(offer.SampleRate))
            ? null
            : new Refused(
                Refusals.Of(command, "unsupported_audio_format", $"The {side} must be pcm16 at {string.Join(", ", Protocol.SampleRates)} Hz."),
                Closes: false);

    private static AudioFormat? Format(AudioFormatOffer? offer) => offer is null ? null : new AudioFormat(offer.SampleRate);
}
