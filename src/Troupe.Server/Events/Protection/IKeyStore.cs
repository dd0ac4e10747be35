namespace Troupe.Server.Events.Protection;

/// <summary>Keeps the keys of persons, wrapped. One asks at a time. What is durable is so when a method returns.</summary>
internal interface IKeyStore : IDisposable
{
    /// <summary>The key of pseudonyms: the same as long as the store lives.</summary>
    byte[] IndexKey { get; }

    /// <summary>The keys that it had when it was opened.</summary>
    IEnumerable<SubjectKey> Keys { get; }

    /// <summary>Adds a key.</summary>
    /// <returns>The person's key in the store: another one if another server was faster.</returns>
    /// <exception cref="EventStoreException">The store cannot be reached.</exception>
    SubjectKey Add(SubjectKey key);

    /// <summary>A key that another server added meanwhile; null when there is none.</summary>
    /// <exception cref="EventStoreException">The store cannot be reached.</exception>
    SubjectKey? Find(Guid id);

    /// <summary>The key of a person that another server added meanwhile; null when there is none.</summary>
    /// <param name="subject">The person's pseudonym.</param>
    /// <exception cref="EventStoreException">The store cannot be reached.</exception>
    SubjectKey? FindOf(byte[] subject);

    /// <summary>Overwrites a key by its tombstone.</summary>
    /// <exception cref="EventStoreException">The store cannot be reached.</exception>
    void Erase(SubjectKey key);
}
