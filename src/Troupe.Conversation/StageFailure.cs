using System.Runtime.CompilerServices;

namespace Troupe.Conversation;

/// <summary>A stage of a turn failed, by its engine or by a fault.</summary>
/// <param name="part">Which part: <c>writer</c>, <c>screen</c>, <c>synthesizer</c> or <c>recognizer</c>.</param>
/// <param name="inner">The cause.</param>
internal sealed class StageFailure(string part, Exception inner) : Exception(inner.Message, inner)
{
    /// <summary>Which part failed.</summary>
    public string Part { get; } = part;

    /// <summary>Whether trying again may help; unknown faults may pass.</summary>
    public bool Transient => InnerException is not EngineException { Transient: false };

    /// <summary>There is no engine for a part.</summary>
    public static StageFailure Missing(string part) => new(part, new EngineException("There is none.", transient: false));

    /// <summary>Names the part in whatever an engine throws, as it begins or later, cancellation by the caller apart.</summary>
    public static async IAsyncEnumerable<T> NameAsync<T>(string part, Func<IAsyncEnumerable<T>> begin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<T>? items = null;
        try
        {
            while (true)
            {
                try
                {
                    items ??= begin().GetAsyncEnumerator(cancellationToken);
                    if (!await items.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (Exception failure) when (failure is not StageFailure && !cancellationToken.IsCancellationRequested)
                {
                    throw new StageFailure(part, failure);
                }

                yield return items.Current;
            }
        }
        finally
        {
            if (items is not null)
            {
                await items.DisposeAsync();
            }
        }
    }
}
