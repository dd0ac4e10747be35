using System.Net.WebSockets;
using Troupe.Contracts;

namespace Troupe.Server.Sessions;

/// <summary>What the reasons for which a session ends mean to a person and to a socket.</summary>
internal static class EndSentences
{
    /// <summary>A sentence for a person.</summary>
    public static string Sentence(this SessionEndReason reason) => reason switch
    {
        SessionEndReason.ClientEnded => "You ended the session.",
        SessionEndReason.Idle => "Nobody said anything for a while.",
        SessionEndReason.MaxDuration => "The session reached its longest duration.",
        SessionEndReason.ResumeExpired => "The connection was lost for too long.",
        SessionEndReason.Replaced => "The session goes on in another window.",
        SessionEndReason.ProtocolError => "The client sent what the server does not understand.",
        SessionEndReason.LimitExceeded => "The client sent too much or read too slowly.",
        SessionEndReason.QuotaExceeded => "The time to talk is used up for now.",
        SessionEndReason.TokenExpired => "The permission to talk has expired.",
        SessionEndReason.TokenRevoked => "The permission to talk was withdrawn.",
        SessionEndReason.ShuttingDown => "The server is going down.",
        _ => "The server failed.",
    };

    /// <summary>The status with which the socket closes (RFC 6455, section 7.4.1).</summary>
    public static WebSocketCloseStatus CloseStatus(this SessionEndReason reason) => reason switch
    {
        SessionEndReason.ProtocolError => WebSocketCloseStatus.ProtocolError,
        SessionEndReason.LimitExceeded or SessionEndReason.QuotaExceeded or SessionEndReason.TokenExpired or SessionEndReason.TokenRevoked => WebSocketCloseStatus.PolicyViolation,
        SessionEndReason.ShuttingDown => WebSocketCloseStatus.EndpointUnavailable,
        SessionEndReason.ServerError => WebSocketCloseStatus.InternalServerError,
        _ => WebSocketCloseStatus.NormalClosure,
    };
}
