namespace Troupe.RenderWorker;

/// <summary>A file or option that cannot be used; the message is for the person who gave it.</summary>
internal sealed class InvalidInputException(string message) : Exception(message);
