namespace Troupe.Conversation;

/// <summary>Looks at what the person says and writes before anything keeps it: the history, the journal and recordings know only what it gives. Called by one loop; must not wait.</summary>
public interface IInputScreen
{
    /// <summary>Words that are still being understood: the same with what may not be kept made unreadable, its form apart, by which the end of a number is told.</summary>
    string Mask(string words);

    /// <summary>Words that are understood, or were written: what to keep in their place.</summary>
    string Screen(string words);
}
