using Troupe.Contracts;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <summary>Says which commands are taken in which state. Pure.</summary>
internal static class CommandRules
{
    /// <summary>Longest written message, in characters: about two pages, more than anybody says at once.</summary>
    public const int LongestMessage = 4000;

    /// <summary>Why a command is not taken, or null when it is.</summary>
    /// <param name="command">The command.</param>
    /// <param name="state">Who speaks.</param>
    /// <param name="settings">What the handshake agreed.</param>
    /// <param name="canHear">Whether the engines for hearing work.</param>
    public static CommandRefused? Refuse(ClientCommand command, TurnState state, SessionSettings settings, bool canHear) => command switch
    {
        MessageSend message when string.IsNullOrWhiteSpace(message.Text) =>
            Refusal(command, "bad_message", "The message is empty: write something."),
        MessageSend { Text.Length: > LongestMessage } =>
            Refusal(command, "bad_message", "The message is longer than 4,000 characters: send it in parts."),
        TurnInterrupt when state.Answer is null =>
            Refusal(command, "out_of_order", "The presenter is not answering: there is nothing to stop."),
        MicrophoneOpen when settings.Input is null =>
            Refusal(command, "out_of_order", "The session was started without a microphone: start one with an input format."),
        MicrophoneOpen when !canHear =>
            Refusal(command, "engine_unavailable", "The presenter cannot hear at the moment: please write instead."),
        MessageSend or TurnInterrupt or MicrophoneOpen or MicrophoneClose or SessionEnd => null,
        _ => Refusal(command, "out_of_order", "The session has already started."),
    };

    /// <summary>Why a direction is not taken, or null when it is. Its names and sizes were checked by whoever took it.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="state">Who speaks.</param>
    public static CommandRefused? Refuse(DirectionCommand direction, TurnState state) => direction switch
    {
        PresenterInterrupt when state.Answer is null =>
            Refusal(direction, "out_of_order", "The presenter is not speaking: there is nothing to stop."),
        _ => null,
    };

    private static CommandRefused Refusal(ClientCommand command, string code, string message) =>
        new() { Command = command.Id, Code = code, Message = message, Retryable = ErrorCodes.Get(code).Retryable };
}
