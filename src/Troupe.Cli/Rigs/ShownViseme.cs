namespace Troupe.Cli.Rigs;

/// <summary>How a rig shows a viseme.</summary>
internal enum Showing
{
    /// <summary>By a shape of its own, or by all shapes of its mix.</summary>
    Own,

    /// <summary>By something less: another mouth, or a mix that lacks a part.</summary>
    Substituted,

    /// <summary>Not so that anybody could tell it from rest.</summary>
    Missing,
}

/// <summary>A viseme on a rig.</summary>
/// <param name="Viseme">Its name, such as <c>PP</c>.</param>
/// <param name="Showing">How well it is shown.</param>
/// <param name="By">What shows it, with weights; empty when nothing does.</param>
/// <param name="Lacks">Shapes that its mix asks for and the rig has not.</param>
internal sealed record ShownViseme(string Viseme, Showing Showing, string By, IReadOnlyList<string> Lacks);
