Console.WriteLine("Troupe render worker");
